-- ARGV: base, id, token, lease in ms, max_attempts, name of the worker, the schema and the layout that it knows.
-- Answers {'claimed', revision, attempt, posted JSON, request id, traceparent, 1 where only what failed is to be tried
-- again, or 0}, {'gone'}, {'held'} (done, or another's live lease), {'dead'} or {'later'} (a later version's; it is set
-- aside).
local token, lease, max_attempts = ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[5])

local was = redis.call('HMGET', article, 'state', 'revision', 'attempts')
if not was[1] then return {'gone'} end
local expired = was[1] == 'running' and tonumber(redis.call('ZSCORE', state_key('running'), id)) < now
if was[1] ~= 'queued' and not expired then return {'held'} end
if tonumber(was[3]) >= max_attempts then return {'dead'} end

local posted = redis.call('HGET', base .. 'posted:' .. id, was[2])
local schema = tonumber(string.match(posted, '^{"schema_version":(%d+)') or 1)
if schema > tonumber(ARGV[7]) or is_later(ARGV[8]) then
  -- Whoever can enrich it takes it from `parked`; it is looked at again after an hour in any case.
  redis.call('HDEL', article, 'token')
  move('queued', now + 3600000)
  redis.call('ZADD', base .. 'parked', schema, id)
  return {'later'}
end

-- The attempt counts before its work starts, so that one that kills its worker counts too.
local attempt = redis.call('HINCRBY', article, 'attempts', 1)
count('attempts')
if expired then
  count('taken_over')
else
  observe_wait(ARGV[6])
end
redis.call('HSET', article, 'token', token, 'worker', ARGV[6], 'claimed_ms', now)
move('running', now + lease)
return {'claimed', tonumber(was[2]), attempt, posted, redis.call('HGET', article, 'request_id') or '',
  redis.call('HGET', article, 'traceparent') or '', redis.call('HGET', article, 'retry') == was[2] and 1 or 0}
