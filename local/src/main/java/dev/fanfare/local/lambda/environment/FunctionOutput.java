package dev.fanfare.local.lambda.environment;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Routes the output and log messages of functions to their loggers. {@link System#out} and {@link
 * LambdaRuntime#getLogger} belong to the whole process, so this class replaces both with versions
 * that look up the calling thread's environment. Other threads print to the original stream.
 */
public final class FunctionOutput {
  private static final FunctionLogger UNKNOWN = new FunctionLogger("unknown", message -> {});
  private static boolean installed;

  private FunctionOutput() {}

  public static synchronized void install() {
    if (installed) {
      return;
    }
    var charset =
        Charset.forName(System.getProperty("native.encoding", StandardCharsets.UTF_8.name()));
    System.setOut(new PrintStream(new RoutedOutput(System.out, charset), true, charset));
    JavaRuntime.prepare(new CallersLogger());
    installed = true;
  }

  private static final class RoutedOutput extends OutputStream {
    private final PrintStream original;
    private final Charset charset;

    RoutedOutput(PrintStream original, Charset charset) {
      this.original = original;
      this.charset = charset;
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      var environment = EnvironmentThreads.current();
      if (environment == null) {
        original.write(bytes, offset, length);
      } else {
        environment.print(bytes, offset, length, charset);
      }
    }

    @Override
    public void flush() {
      original.flush();
    }
  }

  private static final class CallersLogger implements LambdaLogger {
    private static FunctionLogger callers() {
      var environment = EnvironmentThreads.current();
      return environment == null ? UNKNOWN : environment.log();
    }

    @Override
    public void log(String message) {
      callers().log(message);
    }

    @Override
    public void log(byte[] message) {
      callers().log(message);
    }

    @Override
    public void log(String message, LogLevel level) {
      callers().log(message, level);
    }

    @Override
    public void log(byte[] message, LogLevel level) {
      callers().log(message, level);
    }
  }
}
