package dev.stageloom.local.sample;

/** What a customer has ordered. */
public record Total(String customer, long orders, long cents) {}
