-- ARGV: base, id.  Answers {'gone'}, {'refused', state} or {'queued', revision}: it starts with no attempts.
local was = redis.call('HMGET', article, 'state', 'revision')
if not was[1] then return {'gone'} end
if was[1] ~= 'failed' and was[1] ~= 'partial' then return {'refused', was[1]} end
redis.call('HSET', article, 'attempts', 0)
redis.call('HDEL', article, 'error', 'stages')
move('queued', now)
return {'queued', tonumber(was[2])}
