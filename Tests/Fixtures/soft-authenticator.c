/*
 * A FIDO authenticator in software, FOR TESTS ONLY: the key handle is the private key itself.
 *
 * OpenSSH loads it through SSH_SK_PROVIDER (its sk-api.h, API version 10, OpenSSH 8.9 and later; what it
 * signs is described in PROTOCOL.u2f). It needs OpenSSL 3:
 *
 *     cc -shared -fPIC -o soft-authenticator.so soft-authenticator.c -lcrypto
 *
 * SOFT_AUTHENTICATOR_TOUCH=0 makes it sign without user presence; anything else, or nothing, with it.
 */
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/sha.h>
#include <openssl/x509.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define API_VERSION 0x000a0000
#define ALGORITHM_ECDSA 0
#define ALGORITHM_ED25519 1
#define ERROR_GENERAL -1
#define ERROR_UNSUPPORTED -2
#define USER_PRESENT 1

struct sk_enroll_response {
  uint8_t flags;
  uint8_t *public_key;
  size_t public_key_len;
  uint8_t *key_handle;
  size_t key_handle_len;
  uint8_t *signature;
  size_t signature_len;
  uint8_t *attestation_cert;
  size_t attestation_cert_len;
  uint8_t *authdata;
  size_t authdata_len;
};

struct sk_sign_response {
  uint8_t flags;
  uint32_t counter;
  uint8_t *sig_r;
  size_t sig_r_len;
  uint8_t *sig_s;
  size_t sig_s_len;
};

struct sk_option;
struct sk_resident_key;

uint32_t sk_api_version(void) { return API_VERSION; }

static EVP_PKEY *generate(uint32_t algorithm) {
  if (algorithm == ALGORITHM_ED25519) return EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
  if (algorithm == ALGORITHM_ECDSA) return EVP_EC_gen("P-256");
  return NULL;
}

/* 32 bytes for Ed25519, an uncompressed point for P-256. */
static int copy_public_key(EVP_PKEY *key, uint8_t **bytes, size_t *length) {
  *length = 65;
  if ((*bytes = malloc(*length)) == NULL) return 0;
  if (EVP_PKEY_is_a(key, "ED25519")) return EVP_PKEY_get_raw_public_key(key, *bytes, length);
  return EVP_PKEY_get_octet_string_param(key, OSSL_PKEY_PARAM_PUB_KEY, *bytes, *length, length);
}

int sk_enroll(uint32_t algorithm, const uint8_t *challenge, size_t challenge_len, const char *application,
              uint8_t flags, const char *pin, struct sk_option **options,
              struct sk_enroll_response **response) {
  (void)challenge, (void)challenge_len, (void)application, (void)pin, (void)options;
  struct sk_enroll_response *enrolled = calloc(1, sizeof *enrolled);
  EVP_PKEY *key = generate(algorithm);
  unsigned char *handle = NULL;
  int length = 0;
  if (enrolled != NULL && key != NULL &&
      copy_public_key(key, &enrolled->public_key, &enrolled->public_key_len) &&
      (length = i2d_PrivateKey(key, &handle)) > 0 && (enrolled->key_handle = malloc(length)) != NULL &&
      (enrolled->signature = calloc(1, 1)) != NULL) {
    memcpy(enrolled->key_handle, handle, length);
    enrolled->key_handle_len = length;
    enrolled->signature_len = 1; /* an attestation, which OpenSSH wants to be there but does not read */
    enrolled->flags = flags;
    *response = enrolled;
    enrolled = NULL;
  }
  OPENSSL_free(handle);
  EVP_PKEY_free(key);
  if (enrolled == NULL) return 0;
  free(enrolled->public_key);
  free(enrolled->key_handle);
  free(enrolled);
  return ERROR_UNSUPPORTED;
}

/* A DER-encoded ECDSA signature, as its two numbers. */
static int split(const uint8_t *der, size_t length, struct sk_sign_response *response) {
  ECDSA_SIG *signature = d2i_ECDSA_SIG(NULL, &der, length);
  if (signature == NULL) return 0;
  const BIGNUM *r = ECDSA_SIG_get0_r(signature), *s = ECDSA_SIG_get0_s(signature);
  response->sig_r = malloc(response->sig_r_len = BN_num_bytes(r));
  response->sig_s = malloc(response->sig_s_len = BN_num_bytes(s));
  int ok = response->sig_r != NULL && response->sig_s != NULL;
  if (ok) {
    BN_bn2bin(r, response->sig_r);
    BN_bn2bin(s, response->sig_s);
  }
  ECDSA_SIG_free(signature);
  return ok;
}

static int sign(EVP_PKEY *key, const uint8_t *message, size_t message_len,
                struct sk_sign_response *response) {
  int is_ed25519 = EVP_PKEY_is_a(key, "ED25519");
  uint8_t bytes[128];
  size_t length = sizeof bytes;
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  int ok = context != NULL &&
           EVP_DigestSignInit(context, NULL, is_ed25519 ? NULL : EVP_sha256(), NULL, key) == 1 &&
           EVP_DigestSign(context, bytes, &length, message, message_len) == 1;
  EVP_MD_CTX_free(context);
  if (!ok || !is_ed25519) return ok && split(bytes, length, response);
  if ((response->sig_r = malloc(length)) == NULL) return 0;
  memcpy(response->sig_r, bytes, length);
  response->sig_r_len = length;
  return 1;
}

int sk_sign(uint32_t algorithm, const uint8_t *data, size_t data_len, const char *application,
            const uint8_t *key_handle, size_t key_handle_len, uint8_t flags, const char *pin,
            struct sk_option **options, struct sk_sign_response **response) {
  (void)algorithm, (void)flags, (void)pin, (void)options;
  const char *touch = getenv("SOFT_AUTHENTICATOR_TOUCH");
  struct sk_sign_response *signed_data = calloc(1, sizeof *signed_data);
  EVP_PKEY *key = d2i_AutoPrivateKey(NULL, &key_handle, key_handle_len);
  int ok = 0;
  if (signed_data != NULL && key != NULL) {
    signed_data->flags = touch != NULL && strcmp(touch, "0") == 0 ? 0 : USER_PRESENT;
    signed_data->counter = 0x01020304; /* bytes that show their order */
    /* SHA256(application) || flags || counter || SHA256(data) */
    uint8_t message[32 + 1 + 4 + 32];
    SHA256((const uint8_t *)application, strlen(application), message);
    message[32] = signed_data->flags;
    for (int i = 0; i < 4; i++) message[33 + i] = signed_data->counter >> (24 - 8 * i);
    SHA256(data, data_len, message + 37);
    ok = sign(key, message, sizeof message, signed_data);
  }
  EVP_PKEY_free(key);
  if (ok) *response = signed_data;
  else free(signed_data);
  return ok ? 0 : ERROR_GENERAL;
}

int sk_load_resident_keys(const char *pin, struct sk_option **options, struct sk_resident_key ***keys,
                          size_t *count) {
  (void)pin, (void)options, (void)keys, (void)count;
  return ERROR_UNSUPPORTED;
}
