-- ARGV: base, id, token, outcome, stages JSON, enriched JSON, event prefix, subject prefix, feed length, day,
-- then the number of events and (id, digest, JSON) for each, then (key, JSON, names JSON) for each subject.
-- Answers 'committed', or 'superseded' where the token no longer holds the article; then nothing is changed.
local token, outcome, stages, enriched = ARGV[3], ARGV[4], ARGV[5], ARGV[6]
local event_prefix, subject_prefix, feed_length, day, n_events = ARGV[7], ARGV[8], ARGV[9], ARGV[10], tonumber(ARGV[11])

local was = redis.call('HMGET', article, 'token', 'state', 'revision')
if was[1] ~= token or was[2] ~= 'running' then return 'superseded' end

local old_events, old_subjects = read_owned()
local owned = {}
local at = 12
for _ = 1, n_events do
  local event_id, digest, json = ARGV[at], ARGV[at + 1], ARGV[at + 2]
  at = at + 3
  redis.call('JSON.SET', event_prefix .. event_id, '$', json)
  if old_events[event_id] ~= digest then
    publish(old_events[event_id] and 'updated' or 'created', event_id, was[3], feed_length)
  end
  old_events[event_id] = nil
  owned[#owned + 1] = 'e:' .. event_id
  owned[#owned + 1] = digest
end
for event_id in pairs(old_events) do
  redis.call('DEL', event_prefix .. event_id)
  publish('retracted', event_id, was[3], feed_length)
end

for key, names in pairs(old_subjects) do
  redis.call('ZREM', base .. 'subject_articles:' .. key, id)
  count_names(key, names, -1)
end
local subjects = {}
while at <= #ARGV do
  local key, json, names = ARGV[at], ARGV[at + 1], ARGV[at + 2]
  at = at + 3
  redis.call('JSON.SET', subject_prefix .. key, '$', json)
  redis.call('ZADD', base .. 'subject_articles:' .. key, day, id)
  count_names(key, cjson.decode(names), 1)
  old_subjects[key] = nil
  subjects[#subjects + 1] = key
  owned[#owned + 1] = 's:' .. key
  owned[#owned + 1] = names
end
for key in pairs(old_subjects) do refresh_subject(key, subject_prefix) end
for _, key in ipairs(subjects) do refresh_subject(key, subject_prefix) end

redis.call('DEL', base .. 'owned:' .. id)
for i = 1, #owned, 1000 do
  redis.call('HSET', base .. 'owned:' .. id, unpack(owned, i, math.min(i + 999, #owned)))
end
redis.call('SET', base .. 'enriched:' .. id, enriched)
redis.call('HSET', article, 'stages', stages)
redis.call('HDEL', article, 'token', 'error')
for stage, report in pairs(cjson.decode(stages)) do
  if report.milliseconds then
    redis.call('HINCRBY', base .. 'totals', 'stage_runs:' .. stage, 1)
    redis.call('HINCRBYFLOAT', base .. 'totals', 'stage_ms:' .. stage, report.milliseconds)
  end
end
count(outcome)
move(outcome, now)
return 'committed'
