package dev.stageloom.local.service;

import java.net.URI;

/**
 * Where and how the local S3 is reached. Its server checks no credentials, but clients want some.
 *
 * @param endpoint the server's address, for path-style requests
 * @param bucket the workflow's bucket
 */
public record LocalStorage(URI endpoint, String bucket) {

  /** The region of all signatures. */
  public static final String REGION = "us-east-1";

  /** The access key of all clients. */
  public static final String ACCESS_KEY = "local";

  /** The secret key of all clients. */
  public static final String SECRET_KEY = "local";
}
