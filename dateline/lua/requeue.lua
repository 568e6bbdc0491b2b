-- ARGV: base, id.  An article that waits goes to the back of the line; answers its revision, or 0.
local was = redis.call('HMGET', article, 'state', 'revision')
if was[1] ~= 'queued' then return 0 end
move('queued', now)
return tonumber(was[2])
