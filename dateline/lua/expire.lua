-- ARGV: base, id, max_attempts.  Answers 'queued' or 'failed' for an article whose lease ran out, else 'kept'.
local was = redis.call('HMGET', article, 'state', 'attempts')
if was[1] ~= 'running' or tonumber(redis.call('ZSCORE', state_key('running'), id)) >= now then return 'kept' end
redis.call('HDEL', article, 'token')
if tonumber(was[2]) < tonumber(ARGV[3]) then
  count('expired')
  move('queued', now)
  return 'queued'
end
redis.call('HSET', article, 'error', 'each of ' .. was[2] .. ' attempts ended without a result: its worker died, or was killed past the deadline')
count('failed')
count('exhausted')
move('failed', now)
return 'failed'
