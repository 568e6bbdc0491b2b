-- KEYS[1]: the outdated articles.  ARGV: base, '', how many at most, for how long in ms.
-- Answers the ids of those that are still there; nobody else gets these until that time is over.
-- First some of what a correction set aside are marked.
local AT_ONCE = 1000
local left = AT_ONCE
while left > 0 do
  local aside = redis.call('ZRANGE', base .. 'unmarked', 0, 0)[1]
  if not aside then break end
  local found = redis.call('ZPOPMIN', aside, left)
  for i = 1, #found, 2 do
    if redis.call('EXISTS', base .. 'enriched:' .. found[i]) == 1 then redis.call('ZADD', KEYS[1], now, found[i]) end
  end
  left = left - #found / 2
  local size = redis.call('ZCARD', aside)
  if size > 0 then
    redis.call('ZADD', base .. 'unmarked', size, aside)
  else
    redis.call('ZREM', base .. 'unmarked', aside)
  end
end

local taken = {}
for _, article_id in ipairs(redis.call('ZRANGE', KEYS[1], '-inf', now, 'BYSCORE', 'LIMIT', 0, ARGV[3])) do
  if redis.call('EXISTS', base .. 'enriched:' .. article_id) == 1 then
    redis.call('ZADD', KEYS[1], now + tonumber(ARGV[4]), article_id)
    taken[#taken + 1] = article_id
  else
    redis.call('ZREM', KEYS[1], article_id)
  end
end
return taken
