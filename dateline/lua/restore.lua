-- ARGV: base, id, event prefix, subject prefix, feed length, day, version of the corrections, the article's fields
-- (JSON), its state, the score of that, hash of its URL or '', day of publication, time of acceptance, what its commits
-- did (JSON), enriched JSON or '', header JSON or '', then the number of events and their arguments (replace_events),
-- then those of the subjects (replace_subjects).  Its revisions are there already.
-- Answers 'restored', or 'moved' where its URL was another article's until then: of two that were read with one URL, the
-- later read has it.  Or 'known' where the article is there, or 'stale' where the corrections are not those that the
-- records were made with; then nothing is changed.
local fields, state, url = cjson.decode(ARGV[8]), ARGV[9], ARGV[11]
local commits, enriched, header = cjson.decode(ARGV[14]), ARGV[15], ARGV[16]
if redis.call('EXISTS', article) == 1 then return 'known' end
local url_key = url == '' and '' or base .. 'url:' .. url
local owner = url ~= '' and redis.call('GET', url_key)
local former = owner and base .. 'article:' .. owner
if not holds_corrections(ARGV[7]) then return 'stale' end

for name, value in pairs(fields) do redis.call('HSET', article, name, value) end
redis.call('HSET', article, 'url', url_key)
if former and redis.call('HGET', former, 'url') == url_key then redis.call('HSET', former, 'url', '') end
if url ~= '' then redis.call('SET', url_key, id) end
redis.call('ZADD', base .. 'publications', ARGV[12], id)
redis.call('ZADD', base .. 'arrivals', ARGV[13], id)
if enriched ~= '' then
  local revision = cjson.decode(header).article.revision
  local at = replace_events(ARGV[3], header, 18, tonumber(ARGV[17]), revision, ARGV[5])
  replace_subjects(ARGV[4], at, ARGV[6])
  redis.call('SET', base .. 'enriched:' .. id, enriched)
  redis.call('ZADD', base .. 'articles', 0, id)
end
redis.call('DEL', base .. 'commits:' .. id)
for _, commit in ipairs(commits) do redis.call('RPUSH', base .. 'commits:' .. id, commit) end
count('restored')
move(state, ARGV[10])
return owner and 'moved' or 'restored'
