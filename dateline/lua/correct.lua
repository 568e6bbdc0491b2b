-- KEYS[1]: the collection's corrections.  ARGV: base, '', subject prefix, length of the log, the change as JSON.
-- Answers {'stale'} where the corrections are not those that the change was made from; else the id of its line in
-- the log and the number of articles whose records are to be made anew; one in two long lists counts twice.
local corrections, prefix, log_length, change = KEYS[1], ARGV[3], ARGV[4], cjson.decode(ARGV[5])
if (redis.call('HGET', corrections, 'version') or '') ~= change.was then return {'stale'} end

for field, value in pairs(change.set) do redis.call('HSET', corrections, field, value) end
for _, field in ipairs(change.clear) do redis.call('HDEL', corrections, field) end
redis.call('HSET', corrections, 'version', change.version)

-- So many articles are marked at once.  Longer lists are set aside, for `outdated` to mark some at a time: a hundred
-- thousand would hold up everybody else for seconds.
local AT_ONCE = 1000
local marked, n_marked, n, asides = {}, 0, 0, 0
local function mark(article_id)
  if marked[article_id] or redis.call('EXISTS', base .. 'enriched:' .. article_id) == 0 then return end
  redis.call('ZADD', base .. 'outdated', now, article_id)
  marked[article_id] = true
  n_marked = n_marked + 1
  n = n + 1
end
local function set_aside(list, size)
  asides = asides + 1
  local aside = base .. 'unmarked:' .. change.version .. ':' .. asides
  redis.call('COPY', list, aside)
  redis.call('ZADD', base .. 'unmarked', size, aside)
  n = n + size
end
local function mark_all(key)
  local list = base .. 'subject_articles:' .. key
  local size = redis.call('ZCARD', list)
  if n_marked + size > AT_ONCE then return set_aside(list, size) end
  for _, article_id in ipairs(redis.call('ZRANGE', list, 0, -1)) do mark(article_id) end
end
local function mark_named(alias)
  if change.entity_kind == 'place' then return end
  for _, key in ipairs(redis.call('ZRANGE', base .. 'alias:' .. alias, 0, -1)) do
    if string.sub(key, 1, #change.entity_kind + 1) == change.entity_kind .. '/' then mark_all(key) end
  end
end

for _, key in ipairs(change.keys) do mark_all(key) end
for _, article_id in ipairs(change.articles) do mark(article_id) end
for _, alias in ipairs(change.added) do
  mark_named(alias)
  count_alias(change.key, alias, 1)
end
for _, alias in ipairs(change.removed) do
  mark_named(alias)
  count_alias(change.key, alias, -1)
end
-- Names that are found, and those of what others are turned into, are in the documents of their subjects.
local called = {}
for field in pairs(change.set) do called[#called + 1] = field end
for _, field in ipairs(change.clear) do called[#called + 1] = field end
for _, field in ipairs(called) do
  local part = string.sub(field, 1, 2)
  if part == 'a:' or part == 'n:' then refresh_subject(string.sub(field, 3), prefix) end
end

local line = redis.call('XADD', base .. 'correction_log', 'MAXLEN', '~', log_length, '*', 'kind', change.kind,
  'key', change.key, 'detail', change.detail, 'request', change.request, 'articles', n)
return {line, n}
