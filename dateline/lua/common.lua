-- Shared by the ledger's scripts.  A script does not roll back, so each checks everything before its first write.
-- KEYS[1] is the article's hash; all other keys are made from ARGV[1], the collection's base, and carry the same
-- hash tag.  ARGV[2] is the article's id.
local base, id = ARGV[1], ARGV[2]
local article = KEYS[1]
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)

local function state_key(name) return base .. 'state:' .. name end

-- The article leaves one of the five state sets for another; the totals count the arrivals.
local function move(to, score)
  local from = redis.call('HGET', article, 'state')
  if from then redis.call('ZREM', state_key(from), id) end
  redis.call('HSET', article, 'state', to)
  redis.call('ZADD', state_key(to), score, id)
end

local function count(name) redis.call('HINCRBY', base .. 'totals', name, 1) end

local function publish(kind, event_id, revision, length)
  redis.call('XADD', base .. 'feed', 'MAXLEN', '~', length, '*',
    'kind', kind, 'event', event_id, 'article', id, 'revision', revision)
end

-- Takes the article from a subject's articles and names (sign -1), or adds it (sign 1).
local function count_names(key, names, sign)
  for _, name in ipairs(names) do
    if redis.call('HINCRBY', base .. 'subject_names:' .. key, name, sign) <= 0 then
      redis.call('HDEL', base .. 'subject_names:' .. key, name)
    end
  end
end

-- Brings a subject's document up to date with its articles; a subject that no article names is gone.
local function refresh_subject(key, subject_prefix)
  local articles, names, doc = base .. 'subject_articles:' .. key, base .. 'subject_names:' .. key, subject_prefix .. key
  local n = redis.call('ZCARD', articles)
  if n == 0 then
    redis.call('DEL', names, doc)
    return
  end
  local first, last = redis.call('ZRANGE', articles, 0, 0, 'WITHSCORES'), redis.call('ZRANGE', articles, -1, -1, 'WITHSCORES')
  redis.call('JSON.SET', doc, '$.articles', n)
  redis.call('JSON.SET', doc, '$.first', first[2])
  redis.call('JSON.SET', doc, '$.last', last[2])
  redis.call('JSON.SET', doc, '$.names', cjson.encode(redis.call('HKEYS', names)))
end

-- What the last commit made for the article: {event id -> digest}, {subject key -> names}.
local function read_owned()
  local events, subjects = {}, {}
  local flat = redis.call('HGETALL', base .. 'owned:' .. id)
  for i = 1, #flat, 2 do
    local kind, name = string.sub(flat[i], 1, 2), string.sub(flat[i], 3)
    if kind == 'e:' then events[name] = flat[i + 1] else subjects[name] = cjson.decode(flat[i + 1]) end
  end
  return events, subjects
end
