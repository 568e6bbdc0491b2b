-- ARGV: base, id, token, lease in ms.  Answers 1 while the token holds the article, else 0.
local was = redis.call('HMGET', article, 'token', 'state')
if was[1] ~= ARGV[3] or was[2] ~= 'running' then return 0 end
redis.call('ZADD', state_key('running'), now + tonumber(ARGV[4]), id)
return 1
