package dev.fanfare.local.lambda;

import dev.fanfare.local.iam.RoleSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The functions that the tests of this package invoke. Each demonstrates one behaviour. */
final class ProbeFunctions {
  static final Duration LONG = Duration.ofSeconds(60);

  private static final String HEAD =
      """
      package dev.fanfare.probe;
      import com.amazonaws.services.lambda.runtime.*;
      import com.amazonaws.services.lambda.runtime.events.*;
      import java.util.*;
      import java.util.concurrent.*;
      import java.io.*;
      """;

  private static final String[] BODIES = {
    """
    public class Counting implements RequestHandler<Map<String, Object>, Map<String, Object>> {
      static int count;
      public Map<String, Object> handleRequest(Map<String, Object> in, Context context) {
        return Map.of("count", ++count, "in", in);
      }
    }
    """,
    // Blocks until the test releases it, and reports an interruption.
    """
    public class Blocking implements RequestHandler<String, Integer> {
      static int count;
      @SuppressWarnings("unchecked")
      public Integer handleRequest(String in, Context context) {
        var test = (Map<String, CountDownLatch>) System.getProperties().get("probe.latches");
        test.get("entered").countDown();
        try {
          test.get("go").await();
        } catch (InterruptedException e) {
          test.get("interrupted").countDown();
        }
        return ++count;
      }
    }
    """,
    """
    public class Throwing implements RequestHandler<String, String> {
      static class Trouble extends RuntimeException {
        Trouble(String message) { super(message); }
      }
      static int count;
      public String handleRequest(String in, Context context) {
        if (in.equals("count")) return "" + count;
        count++;
        if (in.equals("error")) throw new StackOverflowError("deep");
        throw new Trouble(in.isEmpty() ? null : in);
      }
    }
    """,
    """
    public class Large implements RequestStreamHandler {
      public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        int size = Integer.parseInt(new String(in.readAllBytes()));
        out.write(("\\"" + "x".repeat(size - 2) + "\\"").getBytes());
      }
    }
    """,
    """
    public class BadConstructor implements RequestHandler<String, String> {
      public BadConstructor() { throw new IllegalStateException("TABLE is not set"); }
      public String handleRequest(String in, Context context) { return in; }
    }
    """,
    """
    public class BadStatic implements RequestHandler<String, String> {
      static final int VALUE = Integer.parseInt("ten");
      public String handleRequest(String in, Context context) { return in; }
    }
    """,
    """
    public class Contextual implements RequestHandler<Object, Map<String, Object>> {
      public Map<String, Object> handleRequest(Object in, Context c) {
        return new TreeMap<>(Map.of("name", c.getFunctionName(), "version", c.getFunctionVersion(),
            "memory", c.getMemoryLimitInMB(), "arn", c.getInvokedFunctionArn(),
            "group", c.getLogGroupName(), "remaining", c.getRemainingTimeInMillis(),
            "id", c.getAwsRequestId()));
      }
    }
    """,
    """
    public class Variables {
      private static final String AT_START = dev.fanfare.config.Environment.get("TABLE");
      public String read(String name) {
        return AT_START + "," + dev.fanfare.config.Environment.get(name);
      }
    }
    """,
    """
    public class Talking implements RequestHandler<String, String> {
      public String handleRequest(String in, Context c) {
        System.out.println("printed " + in);
        c.getLogger().log("logged " + in);
        LambdaRuntime.getLogger().log("runtime " + in);
        try {
          var thread = new Thread(() -> System.out.println("threaded " + in));
          thread.start();
          thread.join();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
        return in;
      }
    }
    """,
    """
    public class Queued implements RequestHandler<SQSEvent, List<String>> {
      public List<String> handleRequest(SQSEvent event, Context context) {
        return event.getRecords().stream().map(r -> r.getMessageId() + r.getBody()
            + r.getMessageAttributes().get("a").getStringValue() + r.getEventSourceArn()).toList();
      }
    }
    """
  };

  private static final String ENVIRONMENT =
      """
      package dev.fanfare.config;
      import java.util.Map;
      public final class Environment {
        private static Map<String, String> variables = System.getenv();
        public static void replace(Map<String, String> all) { variables = Map.copyOf(all); }
        public static String get(String name) { return variables.get(name); }
      }
      """;

  private final Path jar;

  private ProbeFunctions(Path jar) {
    this.jar = jar;
  }

  static ProbeFunctions compile(Path directory) throws IOException {
    var sources = new LinkedHashMap<String, String>();
    for (var body : BODIES) {
      var name = body.substring("public class ".length(), body.indexOf(' ', 13));
      sources.put("dev.fanfare.probe." + name, HEAD + body);
    }
    sources.put("dev.fanfare.config.Environment", ENVIRONMENT);
    return new ProbeFunctions(FunctionJar.compile(directory, sources));
  }

  Path jar() {
    return jar;
  }

  /** The function with this name, with at most two environments. */
  FunctionSpec function(String name) {
    return function(name, LONG, 2);
  }

  FunctionSpec function(String name, Duration timeout, int maxEnvironments) {
    return function(name, timeout, maxEnvironments, false);
  }

  /** The same with this reserved concurrency. */
  FunctionSpec reserved(String name, int maxEnvironments) {
    return function(name, LONG, maxEnvironments, true);
  }

  /** The same with an alias that points to version 1. */
  static FunctionSpec withAlias(FunctionSpec function, String alias) {
    return new FunctionSpec(
        function.logicalId(),
        function.name(),
        function.arn(),
        function.code(),
        function.limits(),
        function.logGroup(),
        new FunctionSpec.Triggers(Optional.of(alias), AsyncPolicy.DEFAULT, List.of(), List.of()),
        function.role());
  }

  private FunctionSpec function(
      String name, Duration timeout, int maxEnvironments, boolean isReserved) {
    return function(
        name,
        "dev.fanfare.probe." + name,
        jar,
        Map.of(),
        new FunctionSpec.Limits(timeout, 512, maxEnvironments, isReserved));
  }

  static FunctionSpec function(
      String name,
      String handler,
      Path jar,
      Map<String, String> environment,
      FunctionSpec.Limits limits) {
    return new FunctionSpec(
        name,
        name,
        "arn:aws:lambda:eu-central-2:000000000000:function:" + name,
        new FunctionSpec.Code(handler, "java25", jar, false, environment),
        limits,
        "/aws/lambda/" + name,
        FunctionSpec.Triggers.NONE,
        new RoleSpec("", List.of()));
  }
}
