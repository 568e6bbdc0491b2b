-- ARGV: base, id, token, lease in ms, max_attempts.
-- Answers {'claimed', revision, attempt, posted JSON, request id}, {'gone'}, {'held'} (done, or another's live lease) or {'dead'}.
local token, lease, max_attempts = ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[5])

local was = redis.call('HMGET', article, 'state', 'revision', 'attempts')
if not was[1] then return {'gone'} end
local expired = was[1] == 'running' and tonumber(redis.call('ZSCORE', state_key('running'), id)) < now
if was[1] ~= 'queued' and not expired then return {'held'} end
if tonumber(was[3]) >= max_attempts then return {'dead'} end

-- The attempt counts before its work starts, so that one that kills its worker counts too.
local attempt = redis.call('HINCRBY', article, 'attempts', 1)
redis.call('HSET', article, 'token', token)
move('running', now + lease)
return {'claimed', tonumber(was[2]), attempt, redis.call('HGET', base .. 'posted:' .. id, was[2]),
  redis.call('HGET', article, 'request_id') or ''}
