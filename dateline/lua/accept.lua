-- ARGV: base, id, fingerprint, posted JSON, url key or '', max_queued, request id.
-- Answers {'new' | 'known' | 'revised', revision, state}, {'owned', owner of the url}, {'renamed', id} or
-- {'full', queued}.
local fingerprint, posted, url_key, max_queued = ARGV[3], ARGV[4], ARGV[5], tonumber(ARGV[6])

local owner = url_key ~= '' and redis.call('GET', url_key)
if owner and owner ~= id then return {'owned', owner} end
local was = redis.call('HMGET', article, 'fingerprint', 'revision', 'state', 'url')
if was[1] == fingerprint then
  count('known')
  return {'known', tonumber(was[2]), was[3]}
end
-- An id that was made from a URL stands for that URL.
if was[4] and was[4] ~= url_key and was[4] == base .. 'url:' .. string.sub(id, 2) then return {'renamed', id} end
local queued = redis.call('ZCARD', state_key('queued'))
if queued >= max_queued then return {'full', queued} end

local revision = (tonumber(was[2]) or 0) + 1
if was[4] and was[4] ~= '' and was[4] ~= url_key then redis.call('DEL', was[4]) end
if url_key ~= '' then redis.call('SET', url_key, id) end
redis.call('HSET', base .. 'posted:' .. id, revision, posted)
redis.call('HSET', base .. 'posted_at:' .. id, revision, now)
redis.call('HSET', article, 'revision', revision, 'fingerprint', fingerprint, 'attempts', 0, 'url', url_key,
  'accepted_ms', now, 'request_id', ARGV[7])
redis.call('HDEL', article, 'token', 'error', 'stages')
move('queued', now)
count('accepted')
return {revision == 1 and 'new' or 'revised', revision, 'queued'}
