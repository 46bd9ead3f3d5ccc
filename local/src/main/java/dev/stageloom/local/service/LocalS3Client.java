package dev.stageloom.local.service;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Creates a client of the local S3 that nothing on this machine can lead elsewhere: no profile, no
 * environment variable, no proxy.
 */
final class LocalS3Client {

  private LocalS3Client() {}

  static S3Client create(LocalStorage storage) {
    return S3Client.builder()
        .endpointOverride(storage.endpoint())
        .forcePathStyle(true)
        .region(Region.of(LocalStorage.REGION))
        .dualstackEnabled(false)
        .fipsEnabled(false)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(LocalStorage.ACCESS_KEY, LocalStorage.SECRET_KEY)))
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .defaultProfileFile(ProfileFile.aggregator().build())
                .build())
        .httpClientBuilder(
            UrlConnectionHttpClient.builder()
                .proxyConfiguration(
                    ProxyConfiguration.builder()
                        .useSystemPropertyValues(false)
                        .useEnvironmentVariablesValues(false)
                        .build()))
        .build();
  }
}
