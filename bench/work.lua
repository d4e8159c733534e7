-- People at work: each claims the next case and decides it, then the next one. Whoever's answer comes back first goes on first, so that wrk's
-- connections need not be told apart. Prints what came of it as one line of JSON. Argument: a file with the documents and inputs, one JSON a line:
-- the claim's body, the decision's body, then a line for each person: reviewer, queue, clause, procedure. What stands in braces differs.

local threads = {}
local held = {}
local of_reviewer = {}

function setup(thread)
  thread:set("seed", #threads + 1)
  table.insert(threads, thread)
end

function init(args)
  claims, decisions, faults, empty = 0, 0, 0, 0
  fault = ""
  local lines = {}
  for line in io.lines(args[1]) do
    lines[#lines + 1] = line
  end
  claim, decide = lines[1], lines[2]
  people = {}
  for n = 3, #lines do
    local reviewer, queue, clause, sop = string.match(lines[n], "(%S+) (%S+) (%S+) (%S+)")
    people[n - 2] = { reviewer = reviewer, queue = queue, clause = clause, sop = sop }
    of_reviewer[reviewer] = people[n - 2]
  end
  run = string.format("%d-%d", os.time(), seed)
  count = 0
  person = 0
  headers = { ["Content-Type"] = "application/json", ["Accept"] = "application/graphql-response+json" }
  headers["Authorization"] = "Bearer " .. os.getenv("DOCKET_TOKEN")
end

function request()
  count = count + 1
  local values = table.remove(held)
  local body = decide
  if not values then
    body = claim
    person = person % #people + 1
    values = people[person]
  end
  values.key = run .. "-" .. count
  return wrk.format("POST", nil, headers, (string.gsub(body, "{(%a+)}", values)))
end

function response(status, _, body)
  if status ~= 200 or not string.find(body, '"userErrors":[]', 1, true) then
    if string.find(body, "NOTHING_TO_CLAIM", 1, true) then
      empty = empty + 1
    else
      faults = faults + 1
      if fault == "" or string.find(fault, "TOO_MANY_LEASES", 1, true) then
        fault = string.gsub(string.sub(body, 1, 300), '["\\%c]', "'")
      end
    end
    return
  end
  local lease = string.match(body, '"token":"?(%d+)')
  if lease then
    claims = claims + 1
    local who = of_reviewer[string.match(body, '"assignee":{"id":"([^"]+)"')]
    held[#held + 1] = {
      case = string.match(body, '"id":"([^"]+)"'), lease = lease, reviewer = who.reviewer, clause = who.clause, sop = who.sop }
  elseif string.find(body, '"decideCase"', 1, true) then
    decisions = decisions + 1
  else
    faults = faults + 1
    fault = string.gsub(string.sub(body, 1, 300), '["\\%c]', "'")
  end
end

function done(summary, latency)
  local sum = { claims = 0, decisions = 0, faults = 0, empty = 0 }
  local last = ""
  for _, thread in ipairs(threads) do
    for name, value in pairs(sum) do
      sum[name] = value + thread:get(name)
    end
    last = thread:get("fault")
  end
  local errors = summary.errors
  print(string.format(
    '{"seconds":%.3f,"claims":%d,"decisions":%d,"p50":%.4f,"p99":%.4f,"faults":%d,"empty":%d,"broken":%d,"fault":"%s"}',
    summary.duration / 1e6, sum.claims, sum.decisions, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    sum.faults, sum.empty, errors.connect + errors.read + errors.write + errors.timeout, last))
end
