package dev.fanfare.tests.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** One page of the browser, with the errors and warnings of its console. */
public final class Page implements AutoCloseable {
  private final DevTools tools;
  private final String context;
  private final String target;
  private final String session;
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  private Page(DevTools tools, String context, String target, String session) {
    this.tools = tools;
    this.context = context;
    this.target = target;
    this.session = session;
  }

  static Page open(DevTools tools, URI address) {
    String context =
        tools.call("Target.createBrowserContext", Map.of()).get("browserContextId").asText();
    String target =
        tools
            .call("Target.createTarget", Map.of("url", "about:blank", "browserContextId", context))
            .get("targetId")
            .asText();
    String session =
        tools
            .call("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .get("sessionId")
            .asText();
    var page = new Page(tools, context, target, session);
    tools.listen(session, page::hear);
    page.call("Runtime.enable", Map.of());
    page.call("Log.enable", Map.of());
    page.call("Page.enable", Map.of());
    // Makes each page believe that it is in the foreground.
    page.call("Emulation.setFocusEmulationEnabled", Map.of("enabled", true));
    page.call("Page.navigate", Map.of("url", address.toString()));
    return page;
  }

  private void hear(String event, JsonNode about) {
    switch (event) {
      case "Runtime.exceptionThrown" -> complaints.add(about.get("exceptionDetails").toString());
      case "Runtime.consoleAPICalled" -> {
        if (List.of("error", "warning", "assert").contains(about.get("type").asText())) {
          complaints.add(about.get("args").toString());
        }
      }
      case "Log.entryAdded" -> {
        if (List.of("error", "warning").contains(about.at("/entry/level").asText())) {
          complaints.add(about.get("entry").toString());
        }
      }
      default -> {
        // Other events do not report problems.
      }
    }
  }

  /** Errors and warnings of the console so far, including uncaught exceptions. */
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  /**
   * Evaluates JavaScript in the page; if the result is a promise, waits for it.
   *
   * @throws AssertionError if the script throws
   */
  public JsonNode evaluate(String expression) {
    JsonNode result =
        call(
            "Runtime.evaluate",
            Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
    if (result.has("exceptionDetails")) {
      throw new AssertionError(result.get("exceptionDetails").toString());
    }
    return result.at("/result/value");
  }

  /** The memory that the page's scripts use after a garbage collection. */
  public long heapBytes() {
    call("HeapProfiler.enable", Map.of());
    call("HeapProfiler.collectGarbage", Map.of());
    return call("Runtime.getHeapUsage", Map.of()).get("usedSize").asLong();
  }

  /** Types into the focused element. */
  public void insert(String text) {
    call("Input.insertText", Map.of("text", text));
  }

  /** Types into the focused element, then presses Enter. */
  public void type(String text) {
    insert(text);
    for (String type : List.of("keyDown", "keyUp")) {
      call(
          "Input.dispatchKeyEvent",
          Map.of(
              "type",
              type,
              "key",
              "Enter",
              "code",
              "Enter",
              "text",
              "\r",
              "windowsVirtualKeyCode",
              13));
    }
  }

  /** Emulates a screen of this size, light or dark. */
  public void showOn(int width, int height, boolean dark) {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 2, "mobile", width < 600));
    call(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  /** Takes a screenshot of the visible part of the page. */
  public void screenshot(Path file) throws IOException {
    JsonNode shot = call("Page.captureScreenshot", Map.of("format", "png"));
    Files.createDirectories(file.getParent());
    Files.write(file, Base64.getDecoder().decode(shot.get("data").asText()));
  }

  private JsonNode call(String method, Map<String, ?> parameters) {
    return tools.call(session, method, parameters);
  }

  @Override
  public void close() {
    tools.call("Target.closeTarget", Map.of("targetId", target));
    tools.call("Target.disposeBrowserContext", Map.of("browserContextId", context));
  }
}
