package dev.fanfare.loopback;

import java.nio.file.Path;

/**
 * Keeps the operator's AWS account out of this JVM. An SDK client parses {@code ~/.aws} when it is
 * built, even if it is fully configured, and a function in this JVM may build unconfigured clients.
 * SDK system properties override both the files and the environment, so they are set to nothing, or
 * to values that are clearly local.
 */
public final class AwsIsolation {
  private static final String ABSENT =
      Path.of(System.getProperty("java.home"), "no-aws-profile").toString();

  private AwsIsolation() {}

  /** Sets the properties, which affect all clients built afterwards. Idempotent. */
  public static void isolate(String region) {
    System.setProperty("aws.configFile", ABSENT);
    System.setProperty("aws.sharedCredentialsFile", ABSENT);
    System.setProperty("aws.profile", "default");
    System.setProperty("aws.useFipsEndpoint", "false");
    System.setProperty("aws.useDualstackEndpoint", "false");
    System.setProperty("aws.accessKeyId", LocalClients.ACCESS_KEY_ID);
    System.setProperty("aws.secretAccessKey", LocalClients.SECRET_ACCESS_KEY);
    System.setProperty("aws.region", region);
    System.setProperty("aws.disableEc2Metadata", "true");
  }
}
