-- ARGV: base, id, the key of access or '', how many of it may wait.
-- Answers {'gone'}, {'refused', state}, {'crowded'} or {'queued', revision}: it starts with no attempts.
-- Of a partial one only what failed is tried again.
local was = redis.call('HMGET', article, 'state', 'revision')
if not was[1] then return {'gone'} end
if was[1] ~= 'failed' and was[1] ~= 'partial' then return {'refused', was[1]} end
if is_crowded(ARGV[3], ARGV[4]) then return {'crowded'} end
redis.call('HSET', article, 'attempts', 0)
redis.call('HDEL', article, 'error', 'stages', 'retry')
if was[1] == 'partial' then redis.call('HSET', article, 'retry', was[2]) end
count('retried')
queue_for(ARGV[3])
move('queued', now)
return {'queued', tonumber(was[2])}
