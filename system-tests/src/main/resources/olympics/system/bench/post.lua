-- Posts the call in the file that the first argument names, and prints what was counted in one line.
-- In a call that is to be another one each time, @ID@ stands for its request id, which begins with
-- the second argument.

function init(args)
  local file = assert(io.open(args[1], "rb"))
  local body = file:read("*a")
  file:close()
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "text/xml"
  wrk.body = body
  if args[2] then
    local before, after = body:match("^(.-)@ID@(.*)$")
    local sequence = 0
    request = function()
      sequence = sequence + 1
      return wrk.format(nil, nil, nil, before .. args[2] .. "/" .. sequence .. after)
    end
  end
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    "RESULT duration_us=%d cpu_us=%d requests=%d bytes=%d"
      .. " connect=%d read=%d write=%d status=%d timeout=%d",
    summary.duration, os.clock() * 1e6, summary.requests, summary.bytes,
    errors.connect, errors.read, errors.write, errors.status, errors.timeout))
  for _, share in ipairs({ 10, 25, 50, 75, 90, 95, 99, 99.5, 99.9, 99.95, 99.99 }) do
    io.write(string.format(" latency@%s=%d", share, latency:percentile(share)))
  end
  io.write("\n")
end
