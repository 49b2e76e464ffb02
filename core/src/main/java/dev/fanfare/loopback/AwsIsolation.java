package dev.fanfare.loopback;

import java.nio.file.Path;

/**
 * Keeps the operator's AWS account out of this JVM. An SDK client parses {@code ~/.aws} when it is
 * built, whatever it is configured with, and a function that runs here may build clients without
 * configuring anything. The SDK lets system properties overrule both the files and the environment,
 * so these say what is to be found: nothing, or something that is obviously local.
 */
public final class AwsIsolation {
  private static final String ABSENT =
      Path.of(System.getProperty("java.home"), "no-aws-profile").toString();

  private AwsIsolation() {}

  /** Takes effect for clients built from now on; doing it again changes nothing. */
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
