-- ARGV: base, id, event prefix, subject prefix, feed length, the list that tells the age, the first score that is kept.
-- Answers the number of events that went, or -1 where the article is to stay: it is gone, waits or is in work, or a
-- younger revision of it has come.
local state, age = redis.call('HGET', article, 'state'), redis.call('ZSCORE', base .. ARGV[6], id)
if not state or state == 'queued' or state == 'running' then return -1 end
if not age or tonumber(age) >= tonumber(ARGV[7]) then return -1 end
local n = remove_article(ARGV[3], ARGV[4], ARGV[5])
count('retired')
redis.call('HINCRBY', base .. 'totals', 'retired_events', n)
return n
