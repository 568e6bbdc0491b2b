-- Histograms in the totals of a collection, written in the step that they measure.  Needs common.lua.
-- Upper bounds in seconds, as they are spelled in the names of the fields; `dateline.measures` reads the same.
local BOUNDS = {
  wait = {'0.01', '0.05', '0.1', '0.5', '1', '5', '10', '30', '60', '300', '1800', '7200', '+Inf'},
  job = {'0.05', '0.1', '0.25', '0.5', '1', '2.5', '5', '10', '30', '60', '120', '+Inf'},
  stage = {'0.001', '0.005', '0.01', '0.025', '0.05', '0.1', '0.25', '0.5', '1', '2.5', '5', '10', '30', '+Inf'},
}

-- Counts one measurement of a kind (a key of BOUNDS) under a name, which is the kind or begins with it.
local function observe(kind, name, seconds)
  for _, bound in ipairs(BOUNDS[kind]) do
    if bound == '+Inf' or seconds <= tonumber(bound) then
      redis.call('HINCRBY', base .. 'totals', name .. ':le:' .. bound, 1)
      break
    end
  end
  redis.call('HINCRBYFLOAT', base .. 'totals', name .. ':sum', string.format('%.6f', seconds))
end

-- What is loaded was enriched elsewhere, and waits for nobody: its times say nothing of this store's work.
local LOADER = 'load'

-- Measures how long the article, claimed by this worker, has waited.
local function observe_wait(worker)
  if worker == LOADER then return end
  observe('wait', 'wait', math.max(0, now - tonumber(redis.call('ZSCORE', state_key('queued'), id))) / 1000)
end

-- Measures the present attempt, from its claim on, and its stages, {name -> report}.
local function observe_attempt(stages)
  local claim = redis.call('HMGET', article, 'claimed_ms', 'worker')
  if claim[2] == LOADER then return end
  if claim[1] then observe('job', 'job', (now - tonumber(claim[1])) / 1000) end
  for stage, report in pairs(stages) do
    if report.milliseconds then observe('stage', 'stage:' .. stage, report.milliseconds / 1000) end
    if report.state == 'failed' then count('stage_failed:' .. stage) end
  end
end
