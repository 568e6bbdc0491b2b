-- KEYS[1] is the record of an idempotency key.  ARGV: fingerprint, token, life in ms while the work goes on.
-- Answers {'held'}, {'other'} (other content), {'busy'} (another request is at work) or {'done', answer}.
local was = redis.call('HMGET', KEYS[1], 'fingerprint', 'answer')
if was[1] and was[1] ~= ARGV[1] then return {'other'} end
if was[2] then return {'done', was[2]} end
if was[1] then return {'busy'} end
redis.call('HSET', KEYS[1], 'fingerprint', ARGV[1], 'token', ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return {'held'}
