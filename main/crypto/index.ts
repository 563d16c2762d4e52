/** Cryptography and strict decoding: signatures, hashes and keys by capability, CBOR, COSE, base45, zlib; one file a word. */
