-- ARGV: base, id, event prefix, subject prefix, feed length.  Answers the number of events that went, or -1.
local event_prefix, subject_prefix, feed_length = ARGV[3], ARGV[4], ARGV[5]
local was = redis.call('HMGET', article, 'state', 'url', 'revision')
if not was[1] then return -1 end

local _, n = replace_events(event_prefix, nil, 1, 0, was[3], feed_length)
replace_subjects(subject_prefix, #ARGV + 1, nil)
if was[2] ~= '' then redis.call('DEL', was[2]) end
redis.call('DEL', base .. 'enriched:' .. id, base .. 'posted:' .. id, base .. 'posted_at:' .. id, base .. 'commits:' .. id)
redis.call('ZREM', state_key(was[1]), id)
redis.call('ZREM', base .. 'outdated', id)
redis.call('ZREM', base .. 'articles', id)
redis.call('DEL', article)
return n
