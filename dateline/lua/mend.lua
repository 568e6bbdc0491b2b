-- ARGV: base, id, what is to be mended, and what that takes.  Each looks again before it changes anything, and answers 1
-- where it mended something, else 0.
local what = ARGV[3]
local STATES = {'queued', 'running', 'succeeded', 'partial', 'failed'}
local mend = {}

-- The article is in the one set of its state.  One in work whose lease is lost waits to be taken over.
function mend.state()
  local state = redis.call('HGET', article, 'state')
  if not state then return 0 end
  for _, name in ipairs(STATES) do
    if name ~= state then redis.call('ZREM', state_key(name), id) end
  end
  redis.call('ZADD', state_key(state), 'NX', now, id)
  if state ~= 'running' then
    redis.call('HDEL', article, 'token')
  elseif redis.call('HEXISTS', article, 'token') == 0 then
    redis.call('ZADD', state_key('running'), 0, id)
  end
  return 1
end

-- The article is listed by its age (day, time of acceptance), and its address leads to it.
function mend.article()
  local url = redis.call('HGET', article, 'url')
  if not url then return 0 end
  local done = redis.call('ZADD', base .. 'publications', 'NX', ARGV[4], id)
  done = done + redis.call('ZADD', base .. 'arrivals', 'NX', ARGV[5], id)
  if url ~= '' and redis.call('EXISTS', url) == 0 then
    redis.call('SET', url, id)
    done = done + 1
  end
  return done > 0 and 1 or 0
end

-- What belongs to an article that is not there goes (its kind).
function mend.orphan()
  if redis.call('EXISTS', article) == 1 then return 0 end
  return redis.call('DEL', base .. ARGV[4] .. ':' .. id)
end

-- An address that leads to an article which has another goes (its hash).
function mend.address()
  local name = base .. 'url:' .. ARGV[4]
  local owner = redis.call('GET', name)
  if not owner or redis.call('HGET', base .. 'article:' .. owner, 'url') == name then return 0 end
  return redis.call('DEL', name)
end

-- What is in the index though its article has no such event goes (prefix of the index's documents).
function mend.indexed()
  local doc = ARGV[4] .. id
  local owner = redis.call('HGET', doc, 'art')
  if not owner or redis.call('HEXISTS', base .. 'events:' .. owner, id) == 1 then return 0 end
  return redis.call('DEL', doc)
end

-- A member of a list of articles that is none goes (the list's name).
function mend.member()
  if redis.call('EXISTS', article) == 1 then return 0 end
  return redis.call('ZREM', base .. ARGV[4], id)
end

-- An enriched article is in the list of these.
function mend.enriched()
  if redis.call('EXISTS', base .. 'enriched:' .. id) == 0 then return 0 end
  return redis.call('ZADD', base .. 'articles', 'NX', 0, id)
end

-- As many articles are said to wait of a key of access as do.
function mend.waiting()
  local n = 0
  for _, one in ipairs(redis.call('ZRANGE', state_key('queued'), 0, -1)) do
    if redis.call('HGET', base .. 'article:' .. one, 'key') == id then n = n + 1 end
  end
  redis.call(n > 0 and 'HSET' or 'HDEL', base .. 'waiting', unpack(n > 0 and {id, n} or {id}))
  return 1
end

-- The events of an article are marked with the stories that have them (prefix of the index's documents).
function mend.marks()
  local done, flat = 0, redis.call('HGETALL', base .. 'stories_of:' .. id)
  for i = 1, #flat, 2 do
    local doc, story = ARGV[4] .. flat[i], flat[i + 1]
    local is_held = redis.call('HEXISTS', base .. 'story:' .. story, flat[i]) == 1
    if is_held and redis.call('EXISTS', doc) == 1 and redis.call('HGET', doc, 'story') ~= story then
      redis.call('HSET', doc, 'story', story)
      done = 1
    end
  end
  return done
end

-- A count is what the index holds: of a bucket, or of a facet's value (which, the index, the condition).
function mend.counted()
  local n = redis.call('FT.SEARCH', ARGV[5], ARGV[6], 'LIMIT', 0, 0, 'DIALECT', 2)[1]
  local histogram = string.match(ARGV[4], '^counts:(.*)')
  if not histogram then
    redis.call(n > 0 and 'ZADD' or 'ZREM', base .. ARGV[4], unpack(n > 0 and {n, id} or {id}))
    return 1
  end
  redis.call(n > 0 and 'HSET' or 'HDEL', base .. ARGV[4], unpack(n > 0 and {id, n} or {id}))
  redis.call(n > 0 and 'ZADD' or 'ZREM', base .. 'buckets:' .. histogram, unpack(n > 0 and {id, id} or {id}))
  return 1
end

-- A subject is the sum of what its articles name (prefix of the documents, how many articles at most).
function mend.subject()
  local list = base .. 'subject_articles:' .. id
  if redis.call('ZCARD', list) > tonumber(ARGV[5]) then return 0 end
  local names, titles, aliases = {}, {}, {}
  local function add(counts, found) for _, name in ipairs(found or {}) do counts[name] = (counts[name] or 0) + 1 end end
  for _, one in ipairs(redis.call('ZRANGE', list, 0, -1)) do
    local named = redis.call('HGET', base .. 'owned:' .. one, id)
    if named then
      named = cjson.decode(named)
      add(names, named.n)
      add(titles, named.t)
      add(aliases, named.a)
    else
      redis.call('ZREM', list, one)
    end
  end
  local given = {}
  for at = 6, #ARGV do given[#given + 1] = ARGV[at] end
  add(aliases, given)
  for part, counts in pairs({subject_names = names, subject_titles = titles}) do
    redis.call('DEL', base .. part .. ':' .. id)
    for name, n in pairs(counts) do redis.call('HSET', base .. part .. ':' .. id, name, n) end
  end
  for alias, n in pairs(aliases) do redis.call('ZADD', base .. 'alias:' .. alias, n, id) end
  if redis.call('ZCARD', list) == 0 or redis.call('EXISTS', ARGV[4] .. id) == 1 then refresh_subject(id, ARGV[4]) end
  return 1
end

return mend[what]()
