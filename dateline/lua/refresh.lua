-- ARGV: base, id, event prefix, subject prefix, feed length, day, header JSON, the version of the corrections, the
-- token of the last commit, the enriched JSON without events ('' where it stands so already), then the number of events
-- and their arguments (replace_events), then those of the subjects (replace_subjects).
-- Answers 'stale' where the corrections have changed since, 'superseded' where the article was committed or deleted
-- since, else 'refreshed'; nothing is changed but for the last.
local event_prefix, subject_prefix, feed_length, day, header = ARGV[3], ARGV[4], ARGV[5], ARGV[6], ARGV[7]

if not holds_corrections(ARGV[8]) then return 'stale' end
local was = redis.call('HMGET', article, 'revision', 'committed')
if not was[1] or (was[2] or '') ~= ARGV[9] then return 'superseded' end

local revision = cjson.decode(header).article.revision
local at = replace_events(event_prefix, header, 12, tonumber(ARGV[11]), revision, feed_length)
replace_subjects(subject_prefix, at, day)
if ARGV[10] ~= '' then redis.call('SET', base .. 'enriched:' .. id, ARGV[10]) end
redis.call('ZADD', base .. 'articles', 0, id)
redis.call('ZREM', base .. 'outdated', id)
count('refreshed')
return 'refreshed'
