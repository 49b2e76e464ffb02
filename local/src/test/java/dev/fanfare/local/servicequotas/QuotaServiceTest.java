package dev.fanfare.local.servicequotas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fanfare.local.account.LocalAccount;
import dev.fanfare.local.account.StackClients;
import dev.fanfare.loopback.LocalClients;
import dev.fanfare.loopback.LocalService;
import dev.fanfare.loopback.LoopbackHttp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.servicequotas.model.NoSuchResourceException;
import software.amazon.awssdk.services.servicequotas.model.ServiceQuota;

/** Through the SDK, as the operator's tool uses it. */
class QuotaServiceTest {
  private static LocalClients clients;
  private static LocalService service;
  private static ServiceQuotasClient quotas;

  @BeforeAll
  static void start() {
    clients = StackClients.of(LocalAccount.DEFAULT.region());
    service =
        LoopbackHttp.start(
            "test",
            0,
            new QuotaService(LocalAccount.DEFAULT, Quota.of(1_500, 700, 300, 170)).handler());
    quotas = clients.configured(ServiceQuotasClient.builder(), service.endpoint()).build();
  }

  @AfterAll
  static void stop() {
    service.close();
    clients.close();
  }

  @Test
  void getServiceQuota_ofTheGatewayAndLambda_isTheStacksLimit() {
    assertThat(value("apigateway", "L-8A5B8E43")).isEqualTo(1_500);
    assertThat(value("apigateway", "L-CDF5615A")).isEqualTo(700);
    assertThat(value("apigateway", "L-9ED1E49A")).isEqualTo(300);
    assertThat(value("lambda", "L-B99A9384")).isEqualTo(170);
  }

  private static double value(String service, String code) {
    return quotas.getServiceQuota(r -> r.serviceCode(service).quotaCode(code)).quota().value();
  }

  @Test
  void getAwsDefaultServiceQuota_isThatOfANewAccount() {
    ServiceQuota rate =
        quotas
            .getAWSDefaultServiceQuota(r -> r.serviceCode("apigateway").quotaCode("L-8A5B8E43"))
            .quota();

    assertThat(rate.value()).isEqualTo(10_000);
    assertThat(rate.quotaName()).isEqualTo("Throttle rate");
    assertThat(rate.adjustable()).isTrue();
  }

  @Test
  void listServiceQuotas_returnsAllOfTheService() {
    assertThat(
            quotas.listServiceQuotasPaginator(r -> r.serviceCode("apigateway")).quotas().stream()
                .map(ServiceQuota::quotaCode))
        .containsExactly("L-8A5B8E43", "L-CDF5615A", "L-9ED1E49A");
  }

  @Test
  void getServiceQuota_unknown_isNoSuchResource() {
    assertThatThrownBy(() -> value("apigateway", "L-00000000"))
        .isInstanceOf(NoSuchResourceException.class)
        .hasMessageContaining("the specified quota does not exist");
    assertThatThrownBy(() -> value("states", "L-00000000"))
        .isInstanceOf(NoSuchResourceException.class)
        .hasMessageContaining("the specified service does not exist");
  }

  @Test
  void parameter_thatIsNotRead_isRefusedByItsName() {
    assertThatThrownBy(() -> quotas.listServiceQuotas(l -> l.serviceCode("lambda").maxResults(1)))
        .hasMessageContaining(
            "NOT_SUPPORTED_LOCALLY: the local Service Quotas does not read the parameter MaxResults of ListServiceQuotas");
  }
}
