-- ARGV: base, id, event prefix, subject prefix, feed length.  Answers the number of events that went, or -1.
local event_prefix, subject_prefix, feed_length = ARGV[3], ARGV[4], ARGV[5]
local was = redis.call('HMGET', article, 'state', 'url', 'revision')
if not was[1] then return -1 end

local events, subjects = read_owned()
local n = 0
for event_id in pairs(events) do
  n = n + 1
  redis.call('DEL', event_prefix .. event_id)
  publish('retracted', event_id, was[3], feed_length)
end
for key, names in pairs(subjects) do
  redis.call('ZREM', base .. 'subject_articles:' .. key, id)
  count_names(key, names, -1)
  refresh_subject(key, subject_prefix)
end
if was[2] ~= '' then redis.call('DEL', was[2]) end
redis.call('DEL', base .. 'owned:' .. id, base .. 'enriched:' .. id, base .. 'posted:' .. id)
redis.call('ZREM', state_key(was[1]), id)
redis.call('DEL', article)
return n
