-- KEYS[1]: the layout of the collection.  ARGV: base, '', the layout that it is to have.
-- Marks every enriched article to be made anew where the collection has an older layout; answers how many.
if tonumber(redis.call('GET', KEYS[1]) or 1) >= tonumber(ARGV[3]) then return 0 end
local n = 0
for _, state in ipairs({'queued', 'running', 'succeeded', 'partial', 'failed'}) do
  local at, found = 0, nil
  repeat
    found = redis.call('ZRANGE', state_key(state), at, at + 999)
    for _, article_id in ipairs(found) do
      if redis.call('EXISTS', base .. 'enriched:' .. article_id) == 1 then
        n = n + redis.call('ZADD', base .. 'outdated', now, article_id)
        redis.call('ZADD', base .. 'articles', 0, article_id)
      end
    end
    at = at + 1000
  until #found < 1000
end
-- Entries of layout 1 say too little; whoever comes back with a position is told that they are gone.
redis.call('XTRIM', base .. 'feed', 'MAXLEN', 0)
redis.call('SET', KEYS[1], ARGV[3])
return n
