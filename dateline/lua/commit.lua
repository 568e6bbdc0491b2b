-- ARGV: base, id, token, outcome, stages JSON, enriched JSON, event prefix, subject prefix, feed length, day, version
-- of the corrections, header JSON, then the number of events and their arguments (replace_events), then those of the
-- subjects (replace_subjects).
-- Answers 'committed', or 'superseded' where the token no longer holds the article, or 'stale' where the corrections
-- are not those that the records were made with; then nothing is changed.
local token, outcome, stages, enriched = ARGV[3], ARGV[4], ARGV[5], ARGV[6]
local event_prefix, subject_prefix, feed_length, day = ARGV[7], ARGV[8], ARGV[9], ARGV[10]
local header, n_events = ARGV[12], tonumber(ARGV[13])

local was = redis.call('HMGET', article, 'token', 'state', 'revision')
if was[1] ~= token or was[2] ~= 'running' then return 'superseded' end
if not holds_corrections(ARGV[11]) then return 'stale' end

local at = replace_events(event_prefix, header, 14, n_events, was[3], feed_length)
replace_subjects(subject_prefix, at, day)
redis.call('SET', base .. 'enriched:' .. id, enriched)
redis.call('ZADD', base .. 'articles', 0, id)
redis.call('HSET', article, 'stages', stages)
redis.call('HSET', article, 'committed', token)
redis.call('ZREM', base .. 'outdated', id)
redis.call('HDEL', article, 'token', 'error', 'retry')
keep_commit(outcome, header)
observe_attempt(cjson.decode(stages))
count(outcome)
move(outcome, now)
return 'committed'
