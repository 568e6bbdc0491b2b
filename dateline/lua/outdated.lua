-- KEYS[1]: the outdated articles.  ARGV: base, '', how many at most, for how long in ms.
-- Answers the ids of those that are still there; nobody else gets these until that time is over.
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
