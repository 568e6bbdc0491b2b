-- ARGV: base, id, fingerprint, posted JSON, url key or '', max_queued, request id, traceparent,
-- day of publication, the layout that is known, the key of access or '', how many of it may wait.
-- Answers {'new' | 'known' | 'revised', revision, state}, {'owned', owner of the url}, {'renamed', id},
-- {'full', queued}, {'crowded'}, {'restoring'}, or {'later'} where the collection is of a later layout.
local fingerprint, posted, url_key, max_queued = ARGV[3], ARGV[4], ARGV[5], tonumber(ARGV[6])

if is_later(ARGV[10]) then return {'later'} end
if redis.call('EXISTS', base .. 'restoring') == 1 then return {'restoring'} end
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
if is_crowded(ARGV[11], ARGV[12]) then return {'crowded'} end

local revision = (tonumber(was[2]) or 0) + 1
if was[4] and was[4] ~= '' and was[4] ~= url_key then redis.call('DEL', was[4]) end
if url_key ~= '' then redis.call('SET', url_key, id) end
redis.call('HSET', base .. 'posted:' .. id, revision, posted)
redis.call('HSET', base .. 'posted_at:' .. id, revision, now)
redis.call('HSET', article, 'revision', revision, 'fingerprint', fingerprint, 'attempts', 0, 'url', url_key,
  'accepted_ms', now, 'request_id', ARGV[7], 'traceparent', ARGV[8])
redis.call('HDEL', article, 'token', 'error', 'stages')
redis.call('ZADD', base .. 'arrivals', now, id)
redis.call('ZADD', base .. 'publications', ARGV[9], id)
queue_for(ARGV[11])
move('queued', now)
count('accepted')
return {revision == 1 and 'new' or 'revised', revision, 'queued'}
