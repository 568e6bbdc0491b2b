-- KEYS[1]: when keys of access were used last.  ARGV: id of a key, milliseconds.  Notes that it was used now, unless that
-- was noted less than so long ago; answers 1 where it is noted.
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
if now - tonumber(redis.call('HGET', KEYS[1], ARGV[1]) or 0) < tonumber(ARGV[2]) then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], now)
return 1
