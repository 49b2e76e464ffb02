package dev.fanfare.local.lambda.environment;

import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.lambda.FunctionName;
import dev.fanfare.local.lambda.FunctionSpec;
import java.util.Map;
import java.util.TreeMap;

/**
 * A function's environment variables: what the template gives it over what Lambda gives all.
 *
 * <p>One process has one environment, so {@link System#getenv} cannot differ between functions
 * here. Fanfare's functions therefore read theirs through one class, which is handed the map before
 * the handler is constructed.
 */
final class EnvironmentVariables {
  private static final String READER = "dev.fanfare.config.Environment";

  /** No key of any account, and recognisable as such in a log or an error. */
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

  /** Hands the variables to the function's code; a jar without the reader has none to read. */
  static void give(Map<String, String> variables, FunctionClassLoader loader)
      throws ReflectiveOperationException {
    if (loader.holds(READER)) {
      loader.loadClass(READER).getMethod("replace", Map.class).invoke(null, variables);
    }
  }
}
