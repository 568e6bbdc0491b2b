-- KEYS[1]: the layout of the collection.  ARGV: base, '', the layout that it is to have, what is to be done.
-- 'begin': answers 0 where the collection has that layout or a later one, else 1; the upgrade is under way.
-- 'mark', then id, day of publication and time of acceptance of each article: lists these articles by their age, and
-- marks those to be made anew that layout 1 holds; answers how many it marked.  Doing it twice changes nothing.
-- 'end': the collection has that layout now.
local layout, doing = ARGV[3], ARGV[4]
local under_way = base .. 'upgrade'
if tonumber(redis.call('GET', KEYS[1]) or 1) >= tonumber(layout) then
  redis.call('DEL', under_way)
  return 0
end
if doing == 'begin' then
  if redis.call('HGET', under_way, 'to') ~= layout then
    redis.call('DEL', under_way)
    redis.call('HSET', under_way, 'to', layout)
    -- Entries of layout 1 say too little, and those of layout 2 more than a deletion takes away; whoever comes back with
    -- a position is told that they are gone.
    redis.call('XTRIM', base .. 'feed', 'MAXLEN', 0)
    -- What is at work was claimed by workers of the older layout, whose commits are refused from now on.
    for _, one in ipairs(redis.call('ZRANGE', state_key('running'), 0, -1)) do
      local fields = base .. 'article:' .. one
      redis.call('HDEL', fields, 'token', 'worker', 'claimed_ms')
      redis.call('HINCRBY', fields, 'attempts', -1)
      redis.call('HSET', fields, 'state', 'queued')
      local key = redis.call('HGET', fields, 'key')
      if key then count_in(base .. 'waiting', key, 1) end
      redis.call('ZADD', state_key('queued'), now, one)
    end
    redis.call('DEL', state_key('running'))
  end
  return 1
elseif doing == 'end' then
  redis.call('SET', KEYS[1], layout)
  redis.call('DEL', under_way)
  return 0
end
local n = 0
for at = 5, #ARGV, 3 do
  local one, day, accepted = ARGV[at], ARGV[at + 1], ARGV[at + 2]
  if redis.call('EXISTS', base .. 'article:' .. one) == 1 then
    redis.call('ZADD', base .. 'publications', 'NX', day, one)
    redis.call('ZADD', base .. 'arrivals', 'NX', accepted, one)
    if redis.call('EXISTS', base .. 'enriched:' .. one) == 1 then
      redis.call('ZADD', base .. 'articles', 0, one)
      if redis.call('EXISTS', base .. 'events:' .. one) == 0 then
        n = n + redis.call('ZADD', base .. 'outdated', 'NX', now, one)
      end
    end
  end
end
return n
