package dev.fanfare.local.sts;

import com.sun.net.httpserver.HttpHandler;
import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.http.Action;
import dev.fanfare.local.http.Api;
import dev.fanfare.local.http.AwsApi;
import dev.fanfare.local.http.Protocol;
import java.util.Map;

/** STS's {@code GetCallerIdentity}: every caller is the one user of the local account. */
public record IdentityService(LocalAccount account) implements Api {
  private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

  @Override
  public HttpHandler handler() {
    Map<String, Object> caller =
        Map.of(
            "Account",
            account.accountId(),
            "UserId",
            "AIDALOCAL",
            "Arn",
            "arn:aws:iam::" + account.accountId() + ":user/local");
    return AwsApi.handler(
        "STS", Map.of("GetCallerIdentity", Action.of(input -> caller)), Protocol.query(NAMESPACE));
  }
}
