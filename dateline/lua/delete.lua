-- ARGV: base, id, event prefix, subject prefix, feed length.  Answers the number of events that went, or -1.
if redis.call('EXISTS', article) == 0 then return -1 end
count('deleted')
return remove_article(ARGV[3], ARGV[4], ARGV[5])
