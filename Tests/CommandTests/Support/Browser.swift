import Foundation
import Testing

/// A page as a browser without a screen sees it: what scripts answer, what the page logged, and what it asked for.
struct Browser {
  struct Visit {
    /// What each of the expressions came to.
    let answers: [Any]
    /// What the page logged, exceptions and refusals by its policy among it.
    let logged: [Any]
    /// The addresses that were asked for.
    let asked: [String]
  }

  let workspace: Workspace

  /// Opens a file of the workspace and evaluates expressions in it, one after the other.
  ///
  /// - Parameters:
  ///   - scripts: whether scripts of the page run.
  ///   - pdf: the file to print to.
  func visit(_ name: String, scripts: Bool = true, pdf: String? = nil, _ expressions: String...) throws
    -> Visit
  {
    let chromium = try #require(Tool.chromium.location).path
    try workspace.write(Browser.driver, to: "browser.py")
    let address = URL(fileURLWithPath: workspace.path(name)).absoluteString
    let steps =
      (scripts ? [] : ["scripts off"]) + expressions.map { "eval \($0)" } + (pdf.map { ["pdf \($0)"] } ?? [])
    let outcome = try workspace.run(.python3, ["browser.py", chromium, address] + steps)
    try #require(outcome.status == 0, "\(outcome.text)\(outcome.errors)")
    let lines = try outcome.text.split(separator: "\n").map {
      try JSONSerialization.jsonObject(with: Data($0.utf8), options: .fragmentsAllowed)
    }
    let last = try #require(lines.last as? [String: Any])
    return Visit(
      answers: Array(lines.dropLast()), logged: try #require(last["logged"] as? [Any]),
      asked: try #require(last["asked"] as? [String]))
  }

  /// Speaks the DevTools protocol over a pipe: messages of JSON that end in a NUL.
  private static let driver = #"""
    import base64, json, os, subprocess, sys, tempfile

    chromium, url, steps = sys.argv[1], sys.argv[2], sys.argv[3:]
    (theirs_in, ours_out), (ours_in, theirs_out) = os.pipe(), os.pipe()
    profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)

    def connect():
        # Chromium reads from 3 and writes to 4.
        reads, writes = os.dup(theirs_in), os.dup(theirs_out)
        os.dup2(reads, 3)
        os.dup2(writes, 4)

    browser = subprocess.Popen(
        [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
         "--disable-background-networking", "--remote-debugging-pipe", "--user-data-dir=" + profile.name],
        preexec_fn=connect, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(theirs_in)
    os.close(theirs_out)
    number, rest, events = 0, b"", []

    def receive():
        global rest
        while b"\0" not in rest:
            piece = os.read(ours_in, 1 << 16)
            if not piece:
                raise SystemExit("chromium ended")
            rest += piece
        message, _, rest = rest.partition(b"\0")
        return json.loads(message)

    def send(method, session=None, **parameters):
        global number
        number += 1
        message = {"id": number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        os.write(ours_out, json.dumps(message).encode() + b"\0")
        while True:
            answer = receive()
            if answer.get("id") == number:
                if "error" in answer:
                    raise SystemExit(method + ": " + str(answer["error"]))
                return answer["result"]
            events.append(answer)

    target = send("Target.createTarget", url="about:blank")["targetId"]
    page = send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
    for domain in ["Page", "Runtime", "Log", "Network"]:
        send(domain + ".enable", page)
    if "scripts off" in steps:
        send("Emulation.setScriptExecutionDisabled", page, value=True)
    send("Page.navigate", page, url=url)
    while not any(event["method"] == "Page.loadEventFired" for event in events):
        events.append(receive())
    for step in steps:
        verb, _, what = step.partition(" ")
        if verb == "eval":
            answer = send("Runtime.evaluate", page, expression=what, returnByValue=True, awaitPromise=True)
            if "exceptionDetails" in answer:
                raise SystemExit(what + ": " + str(answer["exceptionDetails"]))
            print(json.dumps(answer["result"].get("value")))
        elif verb == "pdf":
            with open(what, "wb") as file:
                file.write(base64.b64decode(send("Page.printToPDF", page)["data"]))
    told = ("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded")
    print(json.dumps({
        "logged": [event["params"] for event in events if event["method"] in told],
        "asked": [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"],
    }))
    send("Browser.close")
    browser.wait()
    """#
}
