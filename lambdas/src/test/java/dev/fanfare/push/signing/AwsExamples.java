package dev.fanfare.push.signing;

/**
 * The values used throughout AWS's SigV4 test suite (aws-sig-v4-test-suite, 2015) and
 * documentation.
 */
final class AwsExamples {
  static final String ACCESS_KEY_ID = "AKIDEXAMPLE";
  static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  static final String REGION = "us-east-1";

  /** 2015-08-30T12:36:00Z. */
  static final long SECOND = 1_440_938_160L;

  static final Credentials OF_A_USER = new Credentials(ACCESS_KEY_ID, SECRET, null);
  static final Credentials OF_A_SESSION =
      new Credentials(
          ACCESS_KEY_ID,
          SECRET,
          "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmx"
              + "fpSPfIeoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsb"
              + "urEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0"
              + "u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oL"
              + "xBA==");

  private AwsExamples() {}
}
