-- How an article goes, with all that came of it.  Needs common.lua and records.lua.
-- Answers the number of events that went.  Of what the events said nothing stays, so whoever listens is told of each.
local function remove_article(event_prefix, subject_prefix, feed_length)
  local was = redis.call('HMGET', article, 'state', 'url', 'revision')
  keeps_before = false
  local _, n = replace_events(event_prefix, nil, 1, 0, was[3], feed_length)
  replace_subjects(subject_prefix, #ARGV + 1, nil)
  untell()
  if was[2] and was[2] ~= '' then redis.call('DEL', was[2]) end
  redis.call('DEL', base .. 'enriched:' .. id, base .. 'posted:' .. id, base .. 'posted_at:' .. id, base .. 'commits:' .. id)
  redis.call('ZREM', state_key(was[1]), id)
  if was[1] == 'queued' then count_waiting(-1) end
  for _, list in ipairs({'outdated', 'parked', 'articles', 'arrivals', 'publications'}) do
    redis.call('ZREM', base .. list, id)
  end
  redis.call('DEL', article)
  return n
end
