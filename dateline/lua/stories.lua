-- KEYS[1]: the lease of the follower.  ARGV: base, '', token, commands (JSON: lists of words), and marks (JSON: lists of
-- an event's index document and its story, '' for none).
-- Answers 'written', or 'superseded' where another process holds the lease; then nothing is changed.
if redis.call('GET', KEYS[1]) ~= ARGV[3] then return 'superseded' end
for _, command in ipairs(cjson.decode(ARGV[4])) do redis.call(unpack(command)) end
for _, mark in ipairs(cjson.decode(ARGV[5])) do
  -- The event may have been retracted since; then the feed will say so.
  if redis.call('EXISTS', mark[1]) == 1 then
    if mark[2] == '' then
      redis.call('HDEL', mark[1], 'story')
    else
      redis.call('HSET', mark[1], 'story', mark[2])
    end
  end
end
return 'written'
