-- ARGV: base, id, event prefix, subject prefix, feed length.  Answers the number of events that went, or -1 where there is
-- no such article, or -2 while the collection is restored: a restore that goes on would bring the article back.
if redis.call('EXISTS', base .. 'restoring') == 1 then return -2 end
if redis.call('EXISTS', article) == 0 then return -1 end
count('deleted')
return remove_article(ARGV[3], ARGV[4], ARGV[5])
