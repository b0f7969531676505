// The C that Swift sees: OpenBLAS's own headers, and the LAPACK routines that Debian's libopenblas
// exports without a header of their own (it is built without LAPACKE).
#ifndef SWIFT_RECURRENT_OPENBLAS_SHIM_H
#define SWIFT_RECURRENT_OPENBLAS_SHIM_H

#if !__has_include(<cblas.h>)
#error "OpenBLAS headers not found. Install them: sudo apt-get install libopenblas-dev"
#endif

#include <cblas.h>
#include <openblas_config.h>
#include <stddef.h>

// Ends the threads that OpenBLAS starts when it is loaded, and starts again should it need them;
// weak, for builds without threads have no such routine. It is what OpenBLAS itself calls before a
// fork.
__attribute__((weak)) int blas_thread_shutdown_(void);

static inline void openblas_end_threads(void) {
  if (blas_thread_shutdown_) blas_thread_shutdown_();
}

// Fortran calling convention: every argument by address, matrices column-major, 32-bit integers;
// a CHARACTER argument carries its length behind all the others.
void sgeqrf_(const int *m, const int *n, float *a, const int *lda, float *tau, float *work,
             const int *lwork, int *info);
void dgeqrf_(const int *m, const int *n, double *a, const int *lda, double *tau, double *work,
             const int *lwork, int *info);
void sorgqr_(const int *m, const int *n, const int *k, float *a, const int *lda, const float *tau,
             float *work, const int *lwork, int *info);
void dorgqr_(const int *m, const int *n, const int *k, double *a, const int *lda,
             const double *tau, double *work, const int *lwork, int *info);
void ssyev_(const char *jobz, const char *uplo, const int *n, float *a, const int *lda, float *w,
            float *work, const int *lwork, int *info, size_t jobz_length, size_t uplo_length);
void dsyev_(const char *jobz, const char *uplo, const int *n, double *a, const int *lda, double *w,
            double *work, const int *lwork, int *info, size_t jobz_length, size_t uplo_length);
void sgesdd_(const char *jobz, const int *m, const int *n, float *a, const int *lda, float *s,
             float *u, const int *ldu, float *vt, const int *ldvt, float *work, const int *lwork,
             int *iwork, int *info, size_t jobz_length);
void dgesdd_(const char *jobz, const int *m, const int *n, double *a, const int *lda, double *s,
             double *u, const int *ldu, double *vt, const int *ldvt, double *work,
             const int *lwork, int *iwork, int *info, size_t jobz_length);
void sgeev_(const char *jobvl, const char *jobvr, const int *n, float *a, const int *lda, float *wr,
            float *wi, float *vl, const int *ldvl, float *vr, const int *ldvr, float *work,
            const int *lwork, int *info, size_t jobvl_length, size_t jobvr_length);
void dgeev_(const char *jobvl, const char *jobvr, const int *n, double *a, const int *lda,
            double *wr, double *wi, double *vl, const int *ldvl, double *vr, const int *ldvr,
            double *work, const int *lwork, int *info, size_t jobvl_length, size_t jobvr_length);

#endif
