-- Shared by the ledger's scripts.  A script does not roll back, so each checks everything before its first write.
-- KEYS[1] is the article's hash; all other keys are made from ARGV[1], the collection's base, and carry the same
-- hash tag.  ARGV[2] is the article's id.
local base, id = ARGV[1], ARGV[2]
local article = KEYS[1]
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)

-- Is the collection, or will it soon be, of a later layout than this?
local function is_later(layout)
  local found = redis.call('HGET', base .. 'upgrade', 'to') or redis.call('GET', base .. 'layout') or 1
  return tonumber(found) > tonumber(layout)
end

local function state_key(name) return base .. 'state:' .. name end

local function count_in(hash, name, sign)
  if redis.call('HINCRBY', hash, name, sign) <= 0 then redis.call('HDEL', hash, name) end
end

-- Counts the article, which waits (sign 1) or waits no more (sign -1), to the key of access that queued it, if one did.
local function count_waiting(sign)
  local key = redis.call('HGET', article, 'key')
  if key then count_in(base .. 'waiting', key, sign) end
end

-- Notes which key of access queues the article; '' for none.
local function queue_for(key)
  local waits = redis.call('HGET', article, 'state') == 'queued'
  if waits then count_waiting(-1) end
  if key == '' then redis.call('HDEL', article, 'key') else redis.call('HSET', article, 'key', key) end
  if waits then count_waiting(1) end
end

-- Would one more article that waits be too many for this key of access?
local function is_crowded(key, max)
  if key == '' then return false end
  local own = redis.call('HMGET', article, 'state', 'key')
  if own[1] == 'queued' and own[2] == key then return false end
  return tonumber(redis.call('HGET', base .. 'waiting', key) or 0) >= tonumber(max)
end

-- The article leaves one of the five state sets for another; the totals count the arrivals.
local function move(to, score)
  local from = redis.call('HGET', article, 'state')
  if from then redis.call('ZREM', state_key(from), id) end
  if from == 'queued' then count_waiting(-1) end
  if to == 'queued' then count_waiting(1) end
  redis.call('HSET', article, 'state', to)
  if to ~= 'running' then redis.call('HDEL', article, 'worker', 'claimed_ms') end
  redis.call('ZREM', base .. 'parked', id)
  redis.call('ZADD', state_key(to), score, id)
end

local function count(name, by) redis.call('HINCRBY', base .. 'totals', name, by or 1) end

-- Sets the fields of a hash that stand in a list, each before its value; a call takes some thousands at most.
local MAX_ARGUMENTS = 1000
local function set_fields(hash, flat)
  for i = 1, #flat, MAX_ARGUMENTS do
    redis.call('HSET', hash, unpack(flat, i, math.min(i + MAX_ARGUMENTS - 1, #flat)))
  end
end

-- The events that this script told the feed of.
local published = {created = {}, updated = {}, retracted = {}}

-- What the index held of an event goes into a stream beside the feed, whence a deletion can take it.
local keeps_before = true
local MAX_TOLD = 200

-- Notes where in that stream something of the article stands; those that it no longer holds are forgotten.
local function note_told(position)
  local told, oldest = base .. 'told:' .. id, nil
  redis.call('RPUSH', told, position)
  if redis.call('LLEN', told) <= MAX_TOLD then return end
  oldest = redis.call('XRANGE', base .. 'feed_was', '-', '+', 'COUNT', 1)[1][1]
  local function rank(at) return tonumber(string.match(at, '^(%d+)')) end
  while rank(redis.call('LINDEX', told, 0)) < rank(oldest) do redis.call('LPOP', told) end
end

-- Tells the feed of one event; of one that was there also what the index held of it, so that filters can be applied.
local function publish(op, event_id, revision, length, before)
  local told = published[op]
  told[#told + 1] = event_id
  local position = redis.call('XADD', base .. 'feed', 'MAXLEN', '~', length, '*',
    'op', op, 'event', event_id, 'article', id, 'revision', revision)
  if not before or not keeps_before then return end
  -- No longer than the feed itself.  A feed that was lost may begin anew behind what stands there: then it is not kept.
  local oldest = redis.call('XRANGE', base .. 'feed', '-', '+', 'COUNT', 1)[1][1]
  local kept = redis.pcall('XADD', base .. 'feed_was', 'MINID', '~', oldest, position, 'before', before)
  if type(kept) == 'string' then note_told(kept) end
end

-- Takes out all that the stream beside the feed holds of the article's events.
local function untell()
  local told = base .. 'told:' .. id
  for _, position in ipairs(redis.call('LRANGE', told, 0, -1)) do redis.call('XDEL', base .. 'feed_was', position) end
  redis.call('DEL', told)
end

-- Counts one more (sign 1) or one less (sign -1) that calls a subject so, in the alias table.
local function count_alias(key, alias, sign)
  local table_key = base .. 'alias:' .. alias
  if tonumber(redis.call('ZINCRBY', table_key, sign, key)) <= 0 then redis.call('ZREM', table_key, key) end
end

-- Takes the article from a subject's names, aliases and titles (sign -1), or adds it (sign 1).
-- A plain list of names is what layout 1 kept, which knew no alias table.
local function count_names(key, named, sign)
  for _, name in ipairs(named.n or named) do count_in(base .. 'subject_names:' .. key, name, sign) end
  for _, alias in ipairs(named.a or {}) do count_alias(key, alias, sign) end
  for _, title in ipairs(named.t or {}) do count_in(base .. 'subject_titles:' .. key, title, sign) end
end

-- Are these the corrections that are in force?
local function holds_corrections(version)
  return (redis.call('HGET', base .. 'corrections', 'version') or '') == version
end

-- What a subject is called: by articles, and by analysts.
local is_corrected = nil
local function read_names(key)
  local names = base .. 'subject_names:' .. key
  local called = redis.call('HKEYS', names)
  if is_corrected == nil then is_corrected = redis.call('EXISTS', base .. 'corrections') == 1 end
  local given = is_corrected and redis.call('HGET', base .. 'corrections', 'a:' .. key)
  for _, alias in ipairs(given and cjson.decode(given) or {}) do
    if redis.call('HEXISTS', names, alias) == 0 then called[#called + 1] = alias end
  end
  return called
end

-- Brings a subject's document up to date with its articles, or makes it anew of `json`; a subject that no article
-- names is gone.
local function refresh_subject(key, subject_prefix, json)
  local articles, doc = base .. 'subject_articles:' .. key, subject_prefix .. key
  local n = redis.call('ZCARD', articles)
  if n == 0 then
    redis.call('DEL', base .. 'subject_names:' .. key, base .. 'subject_titles:' .. key, doc)
    return
  end
  local first = redis.call('ZRANGE', articles, 0, 0, 'WITHSCORES')
  local last = n == 1 and first or redis.call('ZRANGE', articles, -1, -1, 'WITHSCORES')
  local names = cjson.encode(read_names(key))
  if json then
    -- One write, since the engine reads the document after each.
    redis.call('JSON.SET', doc, '$', string.sub(json, 1, -2) .. ',"articles":' .. n .. ',"first":' .. first[2] ..
      ',"last":' .. last[2] .. ',"names":' .. names .. '}')
    return
  end
  redis.call('JSON.SET', doc, '$.articles', n)
  redis.call('JSON.SET', doc, '$.first', first[2])
  redis.call('JSON.SET', doc, '$.last', last[2])
  redis.call('JSON.SET', doc, '$.names', names)
end

-- The subjects that the article names since its last commit: {subject key -> names}.
local function read_owned()
  local subjects = {}
  local flat = redis.call('HGETALL', base .. 'owned:' .. id)
  for i = 1, #flat, 2 do subjects[flat[i]] = cjson.decode(flat[i + 1]) end
  return subjects
end
