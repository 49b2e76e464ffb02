package dev.fanfare.local.lambda.environment;

import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.lambda.FunctionName;
import dev.fanfare.local.lambda.FunctionSpec;
import java.util.Map;
import java.util.TreeMap;

/**
 * A function's environment variables: those of the template, which override Lambda's.
 *
 * <p>A process has one environment, so {@link System#getenv} is the same for all functions here.
 * Fanfare's functions read their variables through one class, which gets the map before the handler
 * is constructed.
 */
final class EnvironmentVariables {
  private static final String READER = "dev.fanfare.config.Environment";

  /** Not a key of any account, and recognisable in logs and errors. */
  private static final String FAKE_CREDENTIAL = "local";

  private EnvironmentVariables() {}

  static Map<String, String> of(FunctionSpec spec, LocalAccount account, String logStream) {
    var variables = new TreeMap<String, String>();
    variables.put("AWS_REGION", account.region());
    variables.put("AWS_DEFAULT_REGION", account.region());
    variables.put("AWS_ACCESS_KEY_ID", FAKE_CREDENTIAL);
    variables.put("AWS_SECRET_ACCESS_KEY", FAKE_CREDENTIAL);
    variables.put("AWS_SESSION_TOKEN", FAKE_CREDENTIAL);
    variables.put("AWS_LAMBDA_FUNCTION_NAME", spec.name());
    variables.put("AWS_LAMBDA_FUNCTION_VERSION", FunctionName.LATEST);
    variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(spec.limits().memoryMb()));
    variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    variables.put("AWS_LAMBDA_LOG_GROUP_NAME", spec.logGroup());
    variables.put("AWS_LAMBDA_LOG_STREAM_NAME", logStream);
    variables.put("_HANDLER", spec.code().handler());
    variables.putAll(spec.environment());
    return variables;
  }

  /** Passes the variables to the function's code, if the jar has the class that reads them. */
  static void give(Map<String, String> variables, FunctionClassLoader loader)
      throws ReflectiveOperationException {
    if (loader.holds(READER)) {
      loader.loadClass(READER).getMethod("replace", Map.class).invoke(null, variables);
    }
  }
}
