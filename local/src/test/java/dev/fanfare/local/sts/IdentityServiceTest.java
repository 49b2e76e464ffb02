package dev.fanfare.local.sts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.loopback.LocalService;
import dev.fanfare.loopback.LoopbackHttp;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IdentityServiceTest {
  private static final LocalAccount ACCOUNT = LocalAccount.DEFAULT;

  private final LocalService service =
      LoopbackHttp.start("test", 0, new IdentityService(ACCOUNT).handler());

  @AfterEach
  void stop() {
    service.close();
  }

  /** Otherwise the AWS CLI calls the real AWS to get the caller's identity. */
  @Test
  void getCallerIdentity_ofAnyCaller_isTheLocalAccount() throws Exception {
    var request =
        HttpRequest.newBuilder(service.endpoint())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("Action=GetCallerIdentity&Version=2011-06-15"))
            .build();

    String answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();

    assertThat(answer)
        .startsWith("<GetCallerIdentityResponse")
        .contains("<GetCallerIdentityResult>")
        .contains("<Account>" + ACCOUNT.accountId() + "</Account>")
        .contains("<Arn>arn:aws:iam::" + ACCOUNT.accountId() + ":user/local</Arn>");
  }
}
