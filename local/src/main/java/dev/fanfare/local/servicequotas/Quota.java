package dev.fanfare.local.servicequotas;

import dev.fanfare.local.account.LocalAccount;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One quota of the account.
 *
 * @param service its code, such as {@code apigateway}
 * @param code such as {@code L-8A5B8E43}
 * @param value the value of this stack
 * @param byDefault the value of a new AWS account
 * @param isAdjustable whether AWS raises it on request
 */
public record Quota(
    String service,
    String serviceName,
    String code,
    String name,
    double value,
    double byDefault,
    boolean isAdjustable) {

  /** As Service Quotas shows it. */
  Map<String, Object> shape(LocalAccount account, double shown) {
    var shape = new LinkedHashMap<String, Object>();
    shape.put("ServiceCode", service);
    shape.put("ServiceName", serviceName);
    shape.put("QuotaArn", account.quotaArn(service, code));
    shape.put("QuotaCode", code);
    shape.put("QuotaName", name);
    shape.put("Value", shown);
    shape.put("Unit", "None");
    shape.put("Adjustable", isAdjustable);
    shape.put("GlobalQuota", false);
    return shape;
  }
}
