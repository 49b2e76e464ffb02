package dev.fanfare.local.servicequotas;

import com.sun.net.httpserver.HttpHandler;
import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.http.Action;
import dev.fanfare.local.http.Api;
import dev.fanfare.local.http.ApiError;
import dev.fanfare.local.http.AwsApi;
import dev.fanfare.local.http.Input;
import dev.fanfare.local.http.Protocol;
import java.util.List;
import java.util.Map;

/** Service Quotas, read-only: the values of this stack and of a new AWS account. */
public record QuotaService(LocalAccount account, List<Quota> quotas) implements Api {
  private static final String SERVICE = "ServiceCode";
  private static final String QUOTA = "QuotaCode";

  @Override
  public HttpHandler handler() {
    return AwsApi.handler(
        "Service Quotas",
        Map.of(
            "GetServiceQuota", Action.of(input -> one(input, false), SERVICE, QUOTA),
            "GetAWSDefaultServiceQuota", Action.of(input -> one(input, true), SERVICE, QUOTA),
            "ListServiceQuotas", Action.of(input -> all(input, false), SERVICE),
            "ListAWSDefaultServiceQuotas", Action.of(input -> all(input, true), SERVICE)),
        Protocol.json("ServiceQuotasV20190624", "1.1"));
  }

  private Map<String, Object> one(Input input, boolean isDefault) {
    String code = required(input, QUOTA);
    return of(required(input, SERVICE)).stream()
        .filter(quota -> quota.code().equals(code))
        .findFirst()
        .map(quota -> Map.<String, Object>of("Quota", shape(quota, isDefault)))
        .orElseThrow(() -> unknown("quota"));
  }

  /** Returns all quotas in one page, because there are few. */
  private Map<String, Object> all(Input input, boolean isDefault) {
    return Map.of(
        "Quotas",
        of(required(input, SERVICE)).stream().map(quota -> shape(quota, isDefault)).toList());
  }

  private Map<String, Object> shape(Quota quota, boolean isDefault) {
    return quota.shape(account, isDefault ? quota.defaultValue() : quota.value());
  }

  private List<Quota> of(String service) {
    List<Quota> found =
        quotas.stream().filter(quota -> quota.service().code().equals(service)).toList();
    if (found.isEmpty()) {
      throw unknown("service");
    }
    return found;
  }

  private static String required(Input input, String name) {
    return input
        .text(name)
        .orElseThrow(
            () -> new ApiError(400, "IllegalArgumentException", name + " must not be empty"));
  }

  private static ApiError unknown(String what) {
    return new ApiError(
        400,
        "NoSuchResourceException",
        "The request failed because the specified " + what + " does not exist.");
  }
}
