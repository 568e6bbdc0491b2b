-- What an enriched article gives to the store, and how it is replaced: its events, what is counted of them, and the
-- subjects that it names.  Needs common.lua.
local HISTOGRAMS = {'date', 'pub', 'conf'}
-- facet -> the field of the index that holds its one value
local SINGLE = {type = 'type', status = 'status', source = 'src'}
-- facet -> the fields that hold its keys, among the names that find the same; the keys are counted
local KEYED = {entity = {'act', 'rcp', 'spk', 'ent'}, place = {'plc'}}
local SEPARATED, SEPARATED_KEY = '\31([^\31]+)', '\31(%l+/[^\31]+)'
-- {histogram -> {bucket -> change of its count}}, {facet -> {value -> change of its count}}
local shifts, facet_shifts = {}, {country = {}}
for _, name in ipairs(HISTOGRAMS) do shifts[name] = {} end
for name in pairs(SINGLE) do facet_shifts[name] = {} end
for name in pairs(KEYED) do facet_shifts[name] = {} end

local function add(counts, name, by) counts[name] = (counts[name] or 0) + by end

-- Counts an event in (by 1) or out (by -1).  Days are buckets of their own; confidences are counted by the hundredth.
local function shift(indexed, by)
  add(shifts.date, tonumber(indexed.date), by)
  add(shifts.pub, tonumber(indexed.pub), by)
  add(shifts.conf, math.floor(tonumber(indexed.conf) / 100), by)
  for name, field in pairs(SINGLE) do
    if indexed[field] then add(facet_shifts[name], indexed[field], by) end
  end
  if indexed.cty then
    for country in string.gmatch('\31' .. indexed.cty, SEPARATED) do add(facet_shifts.country, country, by) end
  end
  for name, fields in pairs(KEYED) do
    local seen = {}
    for _, field in ipairs(fields) do
      if indexed[field] then
        for key in string.gmatch('\31' .. indexed[field], SEPARATED_KEY) do
          if not seen[key] then
            add(facet_shifts[name], key, by)
            seen[key] = true
          end
        end
      end
    end
  end
end

local function write_histograms()
  for _, name in ipairs(HISTOGRAMS) do
    local counts, order = base .. 'counts:' .. name, base .. 'buckets:' .. name
    for bucket, by in pairs(shifts[name]) do
      if by ~= 0 then
        local now_in = redis.call('HINCRBY', counts, bucket, by)
        if now_in <= 0 then
          redis.call('HDEL', counts, bucket)
          redis.call('ZREM', order, bucket)
        elseif now_in == by then
          redis.call('ZADD', order, bucket, bucket)
        end
      end
    end
  end
end

local function write_facets()
  for name, counts in pairs(facet_shifts) do
    local key = base .. 'facet:' .. name
    for value, by in pairs(counts) do
      if by ~= 0 and tonumber(redis.call('ZINCRBY', key, by, value)) <= 0 then redis.call('ZREM', key, value) end
    end
  end
end

-- What the index holds of an event; nil where nothing is there.
local function read_indexed(doc)
  local flat = redis.call('HGETALL', doc)
  if #flat == 0 then return nil end
  local indexed = {}
  for i = 1, #flat, 2 do indexed[flat[i]] = flat[i + 1] end
  return indexed
end

-- Writes what the index is to hold of an event in place of `before`; nothing where it holds just that.
local function write_indexed(doc, indexed, before)
  local flat, is_new = {}, before == nil
  for field, value in pairs(indexed) do
    flat[#flat + 1] = field
    flat[#flat + 1] = value
    if before then
      is_new = is_new or before[field] ~= tostring(value)
      before[field] = nil
    end
  end
  if before and next(before) then redis.call('DEL', doc) elseif not is_new then return end
  redis.call('HSET', doc, unpack(flat))
end

-- What layout 1 indexed of an event, in the shape of today: it had arrays of tags, confidences up to 1, -1 for no
-- date, and the event itself.
local function convert(indexed)
  for _, name in ipairs({'ent', 'spk', 'plc', 'cty', 'geo'}) do
    if indexed[name] then indexed[name] = table.concat(indexed[name], '\31') end
  end
  indexed.conf = math.floor(indexed.conf * 10000 + 0.5)
  if indexed.date == -1 then indexed.date = indexed.pub - 10000000 end
  indexed.event, indexed.begin = nil, nil
  return indexed
end

-- Takes over what layout 1 held of the article.  Its events get no JSON, which differs from any.
local function adopt(event_prefix)
  local events, owned = base .. 'events:' .. id, base .. 'owned:' .. id
  if redis.call('EXISTS', events) == 1 then return end
  local flat = redis.call('HGETALL', owned)
  for i = 1, #flat, 2 do
    local kind, name = string.sub(flat[i], 1, 2), string.sub(flat[i], 3)
    if kind == 'e:' then
      local before = redis.call('JSON.GET', event_prefix .. name, '$')
      if before then
        local indexed = convert(cjson.decode(before)[1])
        shift(indexed, 1)
        redis.call('DEL', event_prefix .. name)
        write_indexed(event_prefix .. name, indexed)
      end
      redis.call('HSET', events, name, '')
      redis.call('HDEL', owned, flat[i])
    elseif kind == 's:' then
      redis.call('HSET', owned, name, flat[i + 1])
      redis.call('HDEL', owned, flat[i])
    end
  end
end

local function is_same(a, b)
  if type(a) ~= 'table' or type(b) ~= 'table' then return a == b end
  for name, value in pairs(a) do if not is_same(value, b[name]) then return false end end
  for name in pairs(b) do if a[name] == nil then return false end end
  return true
end

-- Answers whether an event (JSON) says something else only because what it shares with others does: who published the
-- article and when, or one of its numbers.
local function compare_headers(was, now)
  if not was or not now or was == now then return function() return false end end
  was, now = cjson.decode(was), cjson.decode(now)
  for _, name in ipairs({'source', 'url', 'published_at'}) do
    if was.article[name] ~= now.article[name] then return function() return true end end
  end
  if is_same(was.numbers, now.numbers) then return function() return false end end
  return function(json)
    for _, number in ipairs(cjson.decode(json).quantities) do
      if not is_same(was.numbers[number], now.numbers[number]) then return true end
    end
    return false
  end
end

-- Replaces the events of the article by the `n` that stand in ARGV from `at`: id, event JSON, index JSON
-- for each.  Answers where the next argument stands, and how many events are gone.
local function replace_events(event_prefix, header, at, n, revision, feed_length)
  local events, gone = base .. 'events:' .. id, 0
  adopt(event_prefix)
  local old, written = {}, {}
  local flat = redis.call('HGETALL', events)
  for i = 1, #flat, 2 do old[flat[i]] = flat[i + 1] end
  local is_told_anew = compare_headers(old.header, header)
  old.header = nil
  for _ = 1, n do
    local event_id, json, indexed = ARGV[at], ARGV[at + 1], ARGV[at + 2]
    local doc, was_json = event_prefix .. event_id, old[event_id]
    local before = was_json and read_indexed(doc) or nil
    local told = before and cjson.encode(before)
    indexed = cjson.decode(indexed)
    if before then
      shift(before, -1)
      -- The story is not this article's to change.
      indexed.story = before.story
    end
    shift(indexed, 1)
    write_indexed(doc, indexed, before)
    if was_json ~= json then
      written[#written + 1] = event_id
      written[#written + 1] = json
    end
    if was_json ~= json or is_told_anew(json) then
      publish(was_json and 'updated' or 'created', event_id, revision, feed_length, told)
    end
    old[event_id] = nil
    at = at + 3
  end
  for event_id in pairs(old) do
    local doc = event_prefix .. event_id
    local before = read_indexed(doc)
    if before then shift(before, -1) end
    redis.call('DEL', doc)
    redis.call('HDEL', events, event_id)
    publish('retracted', event_id, revision, feed_length, before and cjson.encode(before))
    gone = gone + 1
  end
  set_fields(events, written)
  if header then redis.call('HSET', events, 'header', header) else redis.call('DEL', events) end
  for op, told in pairs(published) do if #told > 0 then count('feed_' .. op, #told) end end
  write_histograms()
  write_facets()
  return at, gone
end

-- Replaces the subjects of the article by those that stand in ARGV from `at` to its end: key, JSON, and JSON of its
-- names, aliases and titles.
local function replace_subjects(subject_prefix, at, day)
  local owned = base .. 'owned:' .. id
  local old = read_owned()
  for key, names in pairs(old) do
    redis.call('ZREM', base .. 'subject_articles:' .. key, id)
    count_names(key, names, -1)
  end
  redis.call('DEL', owned)
  local subjects, written = {}, {}
  while at <= #ARGV do
    local key, json, names = ARGV[at], ARGV[at + 1], ARGV[at + 2]
    at = at + 3
    redis.call('ZADD', base .. 'subject_articles:' .. key, day, id)
    count_names(key, cjson.decode(names), 1)
    written[#written + 1] = key
    written[#written + 1] = names
    old[key] = nil
    subjects[key] = json
  end
  set_fields(owned, written)
  for key in pairs(old) do refresh_subject(key, subject_prefix) end
  for key, json in pairs(subjects) do refresh_subject(key, subject_prefix, json) end
end
