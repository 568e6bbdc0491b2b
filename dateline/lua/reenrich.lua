-- ARGV: base, id, time in ms.  Queues an article whose enrichment ended before that time; answers its revision, or 0.
-- Its events stay as they are until the new commit.
local was = redis.call('HMGET', article, 'state', 'revision')
if was[1] ~= 'succeeded' and was[1] ~= 'partial' then return 0 end
if tonumber(redis.call('ZSCORE', state_key(was[1]), id)) >= tonumber(ARGV[3]) then return 0 end
redis.call('HSET', article, 'attempts', 0)
redis.call('HDEL', article, 'error', 'stages', 'retry')
count('reenriched')
queue_for('')
move('queued', now)
return tonumber(was[2])
