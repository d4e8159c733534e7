-- Sends one of many prepared bodies, picked at random, and prints what came of it as one line of JSON.
-- Looks for errors inside each answer, which costs wrk 2 to 40 microseconds, by length. Argument: the file of bodies, one a line.

local threads = {}
local requests = {}

function setup(thread)
  thread:set("seed", #threads + 1)
  table.insert(threads, thread)
end

function init(args)
  faults = 0
  math.randomseed(os.time() * 100 + seed)
  local headers = { ["Content-Type"] = "application/json", ["Accept"] = "application/graphql-response+json" }
  local token = os.getenv("DOCKET_TOKEN")
  if token then
    headers["Authorization"] = "Bearer " .. token
  end
  for body in io.lines(args[1]) do
    requests[#requests + 1] = wrk.format("POST", nil, headers, body)
  end
end

function response(status, _, body)
  -- A quote inside a text is escaped, so this is a key.
  if status ~= 200 or string.find(body, '"errors":', 1, true) then
    faults = faults + 1
  end
end

function request()
  return requests[math.random(#requests)]
end

function done(summary, latency)
  local found = 0
  for _, thread in ipairs(threads) do
    found = found + thread:get("faults")
  end
  local errors = summary.errors
  print(string.format(
    '{"seconds":%.3f,"requests":%d,"bytes":%d,"mean":%.4f,"p50":%.4f,"p99":%.4f,"refused":%d,"faults":%d,"broken":%d}',
    summary.duration / 1e6, summary.requests, summary.bytes, latency.mean / 1e3, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    errors.status, found, errors.connect + errors.read + errors.write + errors.timeout))
end
