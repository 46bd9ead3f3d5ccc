/** A workflow whose items are of one of several types. */
package dev.stageloom.example.payment;
